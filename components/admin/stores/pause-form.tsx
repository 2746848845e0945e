"use client";

import { useTranslations } from "next-intl";
import { ReasonForm } from "@/components/admin/reason-form";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { PAUSE_REASON_LENGTH } from "@/lib/stores/model/admin";

export function PauseForm({ tenantId, isHeld }: { tenantId: string; isHeld: boolean }) {
  const t = useTranslations("admin.store");
  const pause = useCommand("pause_store");
  const resume = useCommand("resume_store");
  const run = isHeld ? resume : pause;
  const kind = isHeld ? "resume" : "pause";
  return (
    <ReasonForm
      key={kind}
      label={t(`${kind}.reason`)}
      hint={t(`${kind}.hint`)}
      submit={t(`${kind}.submit`)}
      done={t(`${kind}.done`)}
      danger={!isHeld}
      maxLength={PAUSE_REASON_LENGTH}
      send={(reason) => run({ tenant_id: tenantId, reason }, { key: newKey() })}
    />
  );
}
