"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { Scope } from "@/lib/auth/model/scopes";
import type { CreatedToken } from "@/lib/auth/model/tokens";
import { type Failure, failure } from "@/lib/commands/result";

function hasFault(failure: Failure | null, field: string): boolean {
  return Object.keys(failure?.fieldErrors ?? {}).some((path) => path.split(".")[0] === field);
}

interface TokenFormProps {
  offered: readonly Scope[];
  onCreated: (created: CreatedToken) => void;
}

export function TokenForm({ offered, onCreated }: TokenFormProps) {
  const t = useTranslations("settings.tokens");
  const stateText = useStateText();
  const createToken = useCommand("create_token");
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["orders:read", "events:read"]);
  const [refused, setFailure] = useState<Failure | null>(null);
  const [isPending, startTransition] = useTransition();

  const create = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    startTransition(async () => {
      const result = await createToken({ name, scopes }, { key: newKey() }).catch(() => null);
      if (result?.ok === true) onCreated(result.data);
      else setFailure(result ?? failure("unavailable", stateText("no_answer.token")));
    });
  };

  return (
    <form onSubmit={create} noValidate className="grid gap-4 border-t border-hair pt-5">
      <Field
        label={t("name")}
        description={t("name_hint")}
        error={hasFault(refused, "name") ? t("error.name") : undefined}
        required
      >
        <Input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      </Field>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-semibold">{t("scopes")}</legend>
        {offered.map((scope) => (
          <Checkbox
            key={scope}
            label={t(`scope.${scope}`)}
            aside={<code className="text-sm text-soft">{scope}</code>}
            checked={scopes.includes(scope)}
            onChange={(event) =>
              setScopes((before) =>
                event.target.checked ? [...before, scope] : before.filter((each) => each !== scope),
              )
            }
          />
        ))}
        {hasFault(refused, "scopes") && <p className="field-error">{t("error.scopes")}</p>}
      </fieldset>
      {refused !== null && refused.fieldErrors === undefined && (
        <Banner tone="danger">{refused.message}</Banner>
      )}
      <Button type="submit" variant="go" pending={isPending} className="justify-self-start">
        {t("create")}
      </Button>
    </form>
  );
}
