"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState, useTransition } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { useDraft } from "@/hooks/browser/use-draft";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { type Scope, scopeSchema } from "@/lib/auth/model/scopes";
import { type CreatedToken, DEFAULT_TOKEN_DAYS, TOKEN_DAYS } from "@/lib/auth/model/tokens";
import { type Failure, type FailureCode, failure } from "@/lib/commands/result";
import { shortTextSchema } from "@/lib/text/bounded";

const draftSchema = z.object({
  name: shortTextSchema,
  scopes: z.array(scopeSchema).check(z.maxLength(10)),
  expires_in_days: z.int().check(z.gte(1), z.lte(DEFAULT_TOKEN_DAYS)),
});
const EMPTY: z.infer<typeof draftSchema> = {
  name: "",
  scopes: ["orders:read", "events:read"],
  expires_in_days: DEFAULT_TOKEN_DAYS,
};

/** Other refusals say nothing of an earlier attempt with the same key, as those of `limited` or `unauthenticated`. */
const DECIDED: readonly FailureCode[] = ["conflict", "key_reused"];

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
  const [draft, write, clear] = useDraft("token", draftSchema, EMPTY);
  const [refused, setFailure] = useState<Failure | null>(null);
  const [isPending, startTransition] = useTransition();
  // Keeps the attempt that may have created the token or may still do so: the same request again creates one at most.
  const undecided = useRef<{ key: string; draft: typeof draft } | null>(null);

  const create = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    startTransition(async () => {
      const { key } = undecided.current?.draft === draft ? undecided.current : { key: newKey() };
      const result = await createToken(draft, { key }).catch(() => null);
      const isDecided = result !== null && (result.ok || DECIDED.includes(result.code));
      undecided.current = isDecided ? null : { key, draft };
      if (result?.ok === true) {
        clear();
        onCreated(result.data);
      } else setFailure(result ?? failure("unavailable", stateText("no_answer.token")));
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
        <Input
          value={draft.name}
          maxLength={80}
          onChange={(event) => write({ ...draft, name: event.target.value })}
        />
      </Field>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-semibold">{t("scopes")}</legend>
        {offered.map((scope) => (
          <Checkbox
            key={scope}
            label={t(`scope.${scope}`)}
            aside={<code className="text-sm text-soft">{scope}</code>}
            checked={draft.scopes.includes(scope)}
            onChange={(event) =>
              write({
                ...draft,
                scopes: event.target.checked
                  ? [...draft.scopes, scope]
                  : draft.scopes.filter((each) => each !== scope),
              })
            }
          />
        ))}
        {hasFault(refused, "scopes") && <p className="field-error">{t("error.scopes")}</p>}
      </fieldset>
      <Field label={t("validity")} description={t("validity_hint")}>
        <Select
          value={draft.expires_in_days}
          onChange={(event) => write({ ...draft, expires_in_days: Number(event.target.value) })}
        >
          {TOKEN_DAYS.map((each) => (
            <option key={each} value={each}>
              {t("days", { days: each })}
            </option>
          ))}
        </Select>
      </Field>
      {refused !== null && refused.fieldErrors === undefined && (
        <Banner tone="danger">{refused.message}</Banner>
      )}
      <Button type="submit" variant="go" pending={isPending} className="justify-self-start">
        {t("create")}
      </Button>
    </form>
  );
}
