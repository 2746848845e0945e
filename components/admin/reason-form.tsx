"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Textarea } from "@/components/ui/form/textarea";
import { showToast } from "@/hooks/browser/show-toast";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { type Failure, failure, type Result } from "@/lib/commands/result";

interface ReasonFormProps {
  label: string;
  hint: string;
  /** The button's text. */
  submit: string;
  danger?: boolean;
  /** In characters. */
  maxLength: number;
  /** Rejects without an answer. */
  send: (reason: string) => Promise<Result<unknown>>;
  /** Shown when it is done. */
  done: string;
}

/** An act that needs a reason, which is recorded. The page is read again when it is done. */
export function ReasonForm({ label, hint, submit, danger = false, maxLength, send, done }: ReasonFormProps) {
  const t = useTranslations("admin");
  const stateText = useStateText();
  const refresh = useRefresh();
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<Failure | null>(null);
  const [isPending, startTransition] = useTransition();

  const act = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    startTransition(async () => {
      const result = await send(reason).catch(() => null);
      if (result?.ok === true) {
        setReason("");
        setRefused(null);
        showToast((toast) => toast(done));
      } else setRefused(result ?? failure("unavailable", stateText("no_answer.fleet")));
      if (result !== null) refresh();
    });
  };

  return (
    <form onSubmit={act} noValidate className="grid gap-3">
      <Field
        label={label}
        description={hint}
        error={refused?.fieldErrors === undefined ? undefined : t("reason_missing")}
        required
      >
        <Textarea
          rows={3}
          maxLength={maxLength}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {refused !== null && refused.fieldErrors === undefined && (
        <Banner tone="danger">{refused.message}</Banner>
      )}
      <Button
        type="submit"
        variant={danger ? "danger" : "go"}
        pending={isPending}
        className="justify-self-start"
      >
        {submit}
      </Button>
    </form>
  );
}
