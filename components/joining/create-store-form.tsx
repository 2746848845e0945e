"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { type Failure, failure } from "@/lib/commands/result";
import { CURRENCIES, createStoreSchema } from "@/lib/joining/model/requests";
import { slugOf } from "@/lib/stores/model/slug";

/** Suggests the address of the store by its name until the person writes another one. */
export function CreateStoreForm({ timeZones }: { timeZones: readonly string[] }) {
  const t = useTranslations("joining");
  const stateText = useStateText();
  const router = useRouter();
  const createStore = useCommand("create_store");
  const [name, setName] = useState("");
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const [currency, setCurrency] = useState<string>("EUR");
  const [timeZone, setTimeZone] = useState("Europe/Berlin");
  const [refused, setRefused] = useState<Failure | null>(null);
  const announce = useAnnounce();
  const refuse = (why: Failure) => {
    setRefused(why);
    announce({ message: [why.message, ...Object.values(why.fieldErrors ?? {})].join(". "), urgent: true });
  };
  const [isPending, startTransition] = useTransition();
  const slug = ownSlug ?? slugOf(name);
  const errorOf = (field: "name" | "slug") => refused?.fieldErrors?.[field];

  const create = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const given = createStoreSchema.safeParse({ name, slug, currency, time_zone: timeZone });
    if (!given.success) {
      const fields = new Set(given.error.issues.map(({ path }) => path[0]));
      refuse(
        failure("invalid", t("check"), {
          fieldErrors: {
            ...(fields.has("name") && { name: t("name_error") }),
            ...(fields.has("slug") && { slug: t("slug_error") }),
          },
        }),
      );
      return;
    }
    startTransition(async () => {
      const result = await createStore(given.data, { key: newKey() }).catch(() => null);
      if (result?.ok === true) router.push(`/partner/${result.data.slug}/setup`);
      else refuse(result ?? failure("unavailable", stateText("no_answer.fleet")));
    });
  };

  return (
    <form onSubmit={create} noValidate className="grid gap-4">
      <Field label={t("name")} error={errorOf("name")} required>
        <Input
          autoComplete="organization"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      <Field label={t("slug")} description={t("slug_hint")} error={errorOf("slug")} required>
        <Input
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          value={slug}
          onChange={(event) => setOwnSlug(event.currentTarget.value)}
        />
      </Field>
      <Field label={t("currency")} description={t("fixed_hint")}>
        <Select value={currency} onChange={(event) => setCurrency(event.currentTarget.value)}>
          {CURRENCIES.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("time_zone")}>
        <Select value={timeZone} onChange={(event) => setTimeZone(event.currentTarget.value)}>
          {timeZones.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </Select>
      </Field>
      {refused !== null && <Banner tone="danger">{refused.message}</Banner>}
      <Button type="submit" variant="go" size="lg" pending={isPending} className="justify-self-start">
        {t("create")}
      </Button>
    </form>
  );
}
