"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { Textarea } from "@/components/ui/form/textarea";
import { showToast } from "@/hooks/browser/show-toast";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { CURRENCIES, type StoreIdentity, storeIdentitySchema } from "@/lib/joining/model/requests";

interface IdentityFormProps {
  storeId: string;
  identity: StoreIdentity;
  /** True once the store is open: its currency and time zone stay. */
  isFixed: boolean;
  timeZones: readonly string[];
}

const LONGEST = { name: 60, cuisine: 60, address_line: 120, city: 80, phone: 30 } as const;
const FIELDS = ["name", "cuisine", "address_line", "city", "phone"] as const;
const AUTO_COMPLETE = {
  name: "organization",
  cuisine: "off",
  address_line: "street-address",
  city: "address-level2",
  phone: "tel",
} as const;

export function IdentityForm({ storeId, identity, isFixed, timeZones }: IdentityFormProps) {
  const t = useTranslations("joining");
  const stateText = useStateText();
  const refresh = useRefresh();
  const setIdentity = useCommand("set_store_identity");
  const [draft, setDraft] = useState({ ...identity, phone: identity.phone ?? "" });
  const [problem, setProblem] = useState<string | null>(null);
  const announce = useAnnounce();
  const refuse = (message: string) => {
    setProblem(message);
    announce({ message, urgent: true });
  };
  const [isPending, startTransition] = useTransition();
  const set = (changes: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...changes }));

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const given = storeIdentitySchema.safeParse(draft);
    if (!given.success) return refuse(t("name_error"));
    startTransition(async () => {
      const input = { tenant_id: storeId, identity: given.data };
      const result = await setIdentity(input, { key: newKey() }).catch(() => null);
      if (result?.ok !== true) return refuse(result?.message ?? stateText("no_answer.fleet"));
      setProblem(null);
      refresh();
      showToast((toast) => toast(t("setup.saved")));
    });
  };

  return (
    <form onSubmit={save} noValidate className="grid gap-4">
      {FIELDS.map((field) => (
        <Field key={field} label={t(field)} required>
          <Input
            type={field === "phone" ? "tel" : "text"}
            autoComplete={AUTO_COMPLETE[field]}
            maxLength={LONGEST[field]}
            value={draft[field]}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        </Field>
      ))}
      <Field label={t("description")} optional>
        <Textarea
          maxLength={400}
          value={draft.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
      </Field>
      {!isFixed && (
        <>
          <Field label={t("currency")} description={t("fixed_hint")}>
            <Select
              value={draft.currency}
              onChange={(event) => {
                const chosen = storeIdentitySchema.shape.currency.safeParse(event.currentTarget.value);
                if (chosen.success) set({ currency: chosen.data });
              }}
            >
              {CURRENCIES.map((code) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("time_zone")}>
            <Select
              value={draft.time_zone}
              onChange={(event) => set({ time_zone: event.currentTarget.value })}
            >
              {timeZones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone}
                </option>
              ))}
            </Select>
          </Field>
        </>
      )}
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      <Button type="submit" variant="go" pending={isPending} className="justify-self-start">
        {t("setup.save")}
      </Button>
    </form>
  );
}
