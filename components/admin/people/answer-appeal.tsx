"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ReasonForm } from "@/components/admin/reason-form";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { BAN_REASON_LENGTH } from "@/lib/auth/model/bans";

const OUTCOMES = ["lifted", "upheld"] as const;

export function AnswerAppeal({ id }: { id: string }) {
  const t = useTranslations("admin.approvals");
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>("lifted");
  const answerAppeal = useCommand("answer_appeal");
  return (
    <div className="grid gap-3">
      <RadioCards
        legend={t("decision")}
        name={`outcome-${id}`}
        value={outcome}
        onValueChange={setOutcome}
        options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
      />
      <ReasonForm
        label={t("answer")}
        hint={t("answer_hint")}
        submit={t("send")}
        done={t("done")}
        maxLength={BAN_REASON_LENGTH}
        send={(answer) => answerAppeal({ appeal_id: id, outcome, answer }, { key: newKey() })}
      />
    </div>
  );
}
