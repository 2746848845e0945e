"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Words } from "@/components/ui/words";
import { showToast } from "@/hooks/browser/show-toast";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { type Failure, failure, type Result } from "@/lib/commands/result";
import type { Invitation } from "@/lib/invitations/model/schema";

interface InviteFormProps {
  /** Sends the invitation. */
  invite: (email: string) => Promise<Result<Invitation>>;
  /** Further fields, such as the role. */
  children?: ReactNode;
  onInvited: () => void;
}

export function InviteForm({ invite: send, children, onInvited }: InviteFormProps) {
  const t = useTranslations("invitations");
  const stateText = useStateText();
  const [email, setEmail] = useState("");
  const [refused, setRefused] = useState<Failure | null>(null);
  const announce = useAnnounce();
  const [isPending, startTransition] = useTransition();

  const invite = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    startTransition(async () => {
      const result = await send(email).catch(() => null);
      if (result?.ok === true) {
        setEmail("");
        setRefused(null);
        onInvited();
        showToast((toast) => toast(t("invited", { email: result.data.email })));
        return;
      }
      const why = result ?? failure<never>("unavailable", stateText("no_answer.fleet"));
      setRefused(why);
      announce({ message: why.fieldErrors === undefined ? why.message : t("email_error"), urgent: true });
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
      {children !== undefined && <Words>{children}</Words>}
      {refused !== null && refused.fieldErrors === undefined && (
        <Banner tone="danger">{refused.message}</Banner>
      )}
      <Button type="submit" variant="go" pending={isPending} className="justify-self-start">
        {t("invite")}
      </Button>
    </form>
  );
}
