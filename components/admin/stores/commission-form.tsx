"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ReasonForm } from "@/components/admin/reason-form";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { failure } from "@/lib/commands/result";
import { PAUSE_REASON_LENGTH, percentOf, readPercent } from "@/lib/stores/model/admin";

export function CommissionForm({ tenantId, basisPoints }: { tenantId: string; basisPoints: number }) {
  const t = useTranslations("admin.store.commission");
  const setCommission = useCommand("set_store_commission");
  const [percent, setPercent] = useState(percentOf(basisPoints));
  const points = readPercent(percent);
  return (
    <div className="grid gap-3">
      <Field label={t("percent")} error={points === null ? t("bad_percent") : undefined} required>
        <Input
          inputMode="decimal"
          maxLength={6}
          autoComplete="off"
          value={percent}
          onChange={(event) => setPercent(event.target.value)}
        />
      </Field>
      <ReasonForm
        label={t("reason")}
        hint={t("hint")}
        submit={t("submit")}
        done={t("done")}
        maxLength={PAUSE_REASON_LENGTH}
        send={async (reason) =>
          points === null
            ? failure("conflict", t("bad_percent"))
            : setCommission({ tenant_id: tenantId, basis_points: points, reason }, { key: newKey() })
        }
      />
    </div>
  );
}
