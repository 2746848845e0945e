"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { Textarea } from "@/components/ui/form/textarea";
import { Dialog } from "@/components/ui/overlay/dialog";
import { showToast } from "@/hooks/browser/show-toast";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { type ChatMessage, REPORT_REASONS } from "@/lib/chat/model/message";

type Reason = (typeof REPORT_REASONS)[number];
const NOTE_LENGTH = 500;

interface ReportDialogProps {
  message: ChatMessage;
  name: string;
  onClose: () => void;
}

export function ReportDialog({ message, name, onClose }: ReportDialogProps) {
  const t = useTranslations("chat.report");
  const unreachable = useTranslations("chat")("unreachable");
  const common = useTranslations("common");
  const report = useCommand("report_chat_message");
  const formId = useId();
  const key = useRef(newKey());
  const [reason, setReason] = useState<Reason | null>(null);
  const [note, setNote] = useState("");
  const [isMissing, setMissing] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    // React brings the events of a dialog to the form around the panel, too.
    event.stopPropagation();
    setMissing(reason === null);
    if (reason === null || isPending) return;
    setPending(true);
    const input = { order_id: message.order_id, message_id: message.id, reason, note };
    const answer = await report(input, { key: key.current }).catch(() => null);
    setPending(false);
    if (answer?.ok !== true) {
      // The server keeps its answer to a key.
      if (answer !== null) key.current = newKey();
      return setProblem(answer?.message ?? unreachable);
    }
    showToast((toast) => toast(t("done")));
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={t("body", { name })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="go" type="submit" form={formId} pending={isPending}>
            {t("send")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <RadioCards<Reason>
          legend={t("reason")}
          name={`report ${message.id}`}
          value={reason}
          onValueChange={setReason}
          error={isMissing && reason === null ? t("missing") : undefined}
          options={REPORT_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        />
        <Field label={t("note")} optional>
          <Textarea value={note} maxLength={NOTE_LENGTH} onChange={({ target }) => setNote(target.value)} />
        </Field>
        {problem !== null && (
          <Banner tone="danger" role="alert">
            {problem}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
