"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { showToast } from "@/hooks/browser/show-toast";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";

/** Ends the streams of a person, for a reason that the audit log keeps. */
export function DropConnections({ userId }: { userId: string }) {
  const t = useTranslations("admin.connections.person");
  const stateText = useStateText();
  const dropConnections = useCommand("drop_connections");
  const refresh = useRefresh();
  const [reason, setReason] = useState("");
  const [isPending, startTransition] = useTransition();

  const drop = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    startTransition(async () => {
      const result = await dropConnections({ user_id: userId, reason }, { key: newKey() }).catch(() => null);
      if (result?.ok === true) {
        setReason("");
        showToast((toast) => toast(t("done", { connections: result.data.connections })));
        refresh();
      } else showToast((toast) => toast.error(result?.message ?? stateText("no_answer.job")));
    });
  };

  return (
    <form onSubmit={drop} className="grid grid-cols-1 gap-3">
      <Field label={t("reason")} description={t("reason_hint")} required>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Button type="submit" pending={isPending} className="justify-self-start">
        {t("drop")}
      </Button>
    </form>
  );
}
