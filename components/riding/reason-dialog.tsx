"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { Textarea } from "@/components/ui/form/textarea";
import { Sheet } from "@/components/ui/overlay/sheet";
import { type FailReason, failReasonSchema } from "@/lib/dispatch/model/trip";

const LEAVE_REASONS = ["breakdown", "accident", "unwell", "too_long", "other"] as const;

const NOTE_AT_MOST = 200;

interface DialogState {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

interface FailDialogProps extends DialogState {
  onGive: (reason: FailReason, note: string) => void;
}

export function FailDialog({ onGive, ...dialog }: FailDialogProps) {
  const t = useTranslations("rider.fail");
  return (
    <ReasonDialog
      {...dialog}
      name="fail-reason"
      title={t("title")}
      description={t("description")}
      press={t("press")}
      note={t("note")}
      noteMissing={t("note_missing")}
      reasons={failReasonSchema.options.map((value) => ({ value, label: t(value) }))}
      needsNote={(reason) => reason === "OTHER"}
      onGive={onGive}
    />
  );
}

interface LeaveDialogProps extends DialogState {
  /** In the rider's own words: dispatchers read it. */
  onGive: (reason: string) => void;
}

export function LeaveDialog({ onGive, ...dialog }: LeaveDialogProps) {
  const t = useTranslations("rider.leave");
  return (
    <ReasonDialog
      {...dialog}
      name="leave-reason"
      title={t("title")}
      description={t("description")}
      press={t("press")}
      note={t("note")}
      noteMissing={t("note_missing")}
      reasons={LEAVE_REASONS.map((value) => ({ value, label: t(value) }))}
      needsNote={(reason) => reason === "other"}
      onGive={(reason, note) => onGive([t(reason), note].filter((part) => part !== "").join(": "))}
    />
  );
}

interface ReasonDialogProps<Reason extends string> extends DialogState {
  name: string;
  title: string;
  description: string;
  press: string;
  note: string;
  noteMissing: string;
  reasons: readonly { value: Reason; label: ReactNode }[];
  needsNote: (reason: Reason) => boolean;
  onGive: (reason: Reason, note: string) => void;
}

function ReasonDialog<Reason extends string>({
  open,
  onOpenChange,
  name,
  title,
  description,
  press,
  note: noteLabel,
  noteMissing,
  reasons,
  needsNote,
  onGive,
}: ReasonDialogProps<Reason>) {
  const [reason, setReason] = useState<Reason | null>(reasons[0]?.value ?? null);
  const [note, setNote] = useState("");
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);

  function give() {
    if (reason === null) return;
    if (needsNote(reason) && note.trim() === "") {
      setMissing(true);
      return field.current?.focus();
    }
    onGive(reason, note.trim());
  }
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      className="ride-dialog"
      title={title}
      description={description}
      footer={
        <Button variant="go" className="ride-go" onClick={give}>
          {press}
        </Button>
      }
    >
      <RadioCards
        legend={title}
        hideLegend
        name={name}
        options={reasons}
        value={reason}
        onValueChange={setReason}
      />
      <div className="ride-note-field">
        <label htmlFor={id}>{noteLabel}</label>
        <Textarea
          id={id}
          ref={field}
          rows={2}
          maxLength={NOTE_AT_MOST}
          value={note}
          aria-invalid={isMissing || undefined}
          onChange={({ currentTarget }) => {
            setNote(currentTarget.value);
            setMissing(false);
          }}
        />
        {isMissing && (
          <span role="alert" className="field-error">
            {noteMissing}
          </span>
        )}
      </div>
    </Sheet>
  );
}
