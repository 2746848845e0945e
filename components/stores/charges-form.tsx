"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { priceText, readPrice } from "@/lib/menu/model/edit/price-text";
import { rateText, readRate } from "@/lib/money/model/rates";
import { type Charges, chargesSchema } from "@/lib/stores/model/charges";

export interface ChargesFormProps {
  storeId: string;
  currency: string;
  charges: Charges;
}

const RATES = ["dish_vat_bp", "pickup_vat_bp", "fee_vat_bp"] as const;
const FIELDS = [...RATES, "service_fee"] as const;
type ChargeField = (typeof FIELDS)[number];
type Draft = Record<ChargeField, string>;

const draftOf = (charges: Charges, currency: string): Draft => ({
  dish_vat_bp: rateText(charges.dish_vat_bp),
  pickup_vat_bp: rateText(charges.pickup_vat_bp),
  fee_vat_bp: rateText(charges.fee_vat_bp),
  service_fee: priceText(charges.service_fee, currency),
});

export function ChargesForm({ storeId, currency, charges }: ChargesFormProps) {
  const t = useTranslations("money.charges");
  const stateText = useStateText();
  const announce = useAnnounce();
  const setCharges = useCommand("set_store_charges");
  const [draft, setDraft] = useState(() => draftOf(charges, currency));
  const [saved, setSaved] = useState(charges);
  const [isRefused, setRefused] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const valueIn = (field: ChargeField) =>
    field === "service_fee" ? readPrice(draft[field], currency) : readRate(draft[field]);
  const read = chargesSchema.safeParse(
    Object.fromEntries(FIELDS.map((field) => [field, valueIn(field)])),
  ).data;
  const isFaulty = (field: ChargeField) => !chargesSchema.shape[field].safeParse(valueIn(field)).success;

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    setRefused(read === undefined);
    if (read === undefined) {
      const form = event.currentTarget;
      // When the errors are rendered.
      requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    setPending(true);
    const result = await setCharges({ tenant_id: storeId, charges: read }, { key: newKey() }).catch(
      () => null,
    );
    setPending(false);
    if (result?.ok === true) {
      setSaved(result.data);
      setProblem(null);
      announce(t("saved"));
      return;
    }
    const message = result?.message ?? stateText("no_answer.hours");
    setProblem(message);
    announce({ message, urgent: true });
  }

  return (
    <form
      onSubmit={(event) => void save(event)}
      className="card mt-5 grid gap-3"
      aria-labelledby="charges"
      noValidate
    >
      <h2 id="charges" className="text-xl">
        {t("title")}
      </h2>
      <p className="text-soft">{t("lead")}</p>
      {FIELDS.map((field) => (
        <Field
          key={field}
          label={t(field, { currency })}
          description={t(`${field}_hint`)}
          error={isRefused && isFaulty(field) && t(field === "service_fee" ? "amount_fault" : "rate_fault")}
          required
        >
          <Input
            inputMode="decimal"
            className="max-w-40"
            maxLength={12}
            value={draft[field]}
            onChange={({ currentTarget }) => setDraft({ ...draft, [field]: currentTarget.value })}
          />
        </Field>
      ))}
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" size="lg" pending={isPending}>
          {t("save")}
        </Button>
        <p className="text-soft">
          {t(
            read !== undefined && FIELDS.every((field) => read[field] === saved[field])
              ? "is_saved"
              : "is_unsaved",
          )}
        </p>
      </div>
    </form>
  );
}
