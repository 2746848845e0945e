"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Textarea } from "@/components/ui/form/textarea";
import { showToast } from "@/hooks/browser/show-toast";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { RefundAnswer } from "@/lib/refunds/model/schema";
import { REFUND_NOTE_LENGTH } from "@/lib/refunds/model/terms";

const NEEDS_NOTE: readonly RefundAnswer[] = ["refuse", "contest"];

interface AnswerRefundProps {
  refundId: string;
  /** What this person can answer, the usual answer first. */
  answers: readonly RefundAnswer[];
  hint: "note_hint" | "contest_hint" | "settle_hint";
}

/** Answers a refund. The page is read again afterwards, also when somebody else was faster. */
export function AnswerRefund({ refundId, answers, hint }: AnswerRefundProps) {
  const t = useTranslations("refunds.answer");
  const send = useCommand("answer_refund");
  const refresh = useRefresh();
  const key = useRef(newKey());
  const [note, setNote] = useState("");
  const [isMissing, setMissing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState<RefundAnswer | null>(null);

  async function press(answer: RefundAnswer) {
    const lacksNote = NEEDS_NOTE.includes(answer) && note.trim() === "";
    setMissing(lacksNote);
    if (lacksNote || pending !== null) return;
    setPending(answer);
    const result = await send({ refund_id: refundId, answer, note }, { key: key.current }).catch(() => null);
    setPending(null);
    if (result !== null) key.current = newKey();
    if (result?.ok === true) {
      setProblem(null);
      showToast((toast) => toast(t("done")));
    } else setProblem(result?.message ?? t("failed"));
    if (result !== null) refresh();
  }

  return (
    <div className="grid gap-3">
      <Field label={t("note")} description={t(hint)} error={isMissing ? t("note_missing") : undefined}>
        <Textarea
          rows={2}
          maxLength={REFUND_NOTE_LENGTH}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </Field>
      {problem !== null && (
        <Banner tone="danger" role="alert">
          {problem}
        </Banner>
      )}
      <div className="flex flex-wrap gap-2">
        {answers.map((answer, index) => (
          <Button
            key={answer}
            variant={index === 0 ? "go" : undefined}
            pending={pending === answer}
            onClick={() => void press(answer)}
          >
            {t(answer)}
          </Button>
        ))}
      </div>
    </div>
  );
}
