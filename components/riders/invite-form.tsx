"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { showToast } from "@/hooks/browser/show-toast";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { type Failure, failure } from "@/lib/commands/result";

interface InviteFormProps {
  tenantId: string | null;
  onInvited: () => void;
}

export function InviteForm({ tenantId, onInvited }: InviteFormProps) {
  const t = useTranslations("riders.fleet");
  const stateText = useStateText();
  const inviteRider = useCommand("invite_rider");
  const [email, setEmail] = useState("");
  const [refused, setRefused] = useState<Failure | null>(null);
  const [isPending, startTransition] = useTransition();

  const invite = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    startTransition(async () => {
      const result = await inviteRider({ tenant_id: tenantId, email }, { key: newKey() }).catch(() => null);
      if (result?.ok === true) {
        setEmail("");
        setRefused(null);
        onInvited();
        showToast((toast) => toast(t("invited", { email: result.data.email })));
      } else setRefused(result ?? failure("unavailable", stateText("no_answer.fleet")));
    });
  };

  return (
    <form onSubmit={invite} noValidate className="grid gap-4 border-t border-hair pt-5">
      <Field
        label={t("email")}
        description={t("email_hint")}
        error={refused?.fieldErrors === undefined ? undefined : t("email_error")}
        required
      >
        <Input
          type="email"
          autoComplete="off"
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      {refused !== null && refused.fieldErrors === undefined && (
        <Banner tone="danger">{refused.message}</Banner>
      )}
      <Button type="submit" variant="go" pending={isPending} className="justify-self-start">
        {t("invite")}
      </Button>
    </form>
  );
}
