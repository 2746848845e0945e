"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { priceText, readPrice } from "@/lib/menu/model/edit/price-text";
import { TIP_LIMIT, type TipTo } from "@/lib/money/model/schema";
import { tipChoices } from "@/lib/money/model/tip-choices";
import { formatMoney } from "@/lib/text/format";

export interface TipChoiceProps {
  /** Of the dishes, in minor units. */
  itemsTotal: number;
  currency: string;
  to: TipTo;
  /** In minor units; null for an own amount that is none. */
  onChange: (amount: number | null) => void;
}

const OWN = "own";

/** Nothing is chosen before the customer does: a tip is a gift. */
export function TipChoice({ itemsTotal, currency, to, onChange }: TipChoiceProps) {
  const t = useTranslations("money.tip");
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  // They stay as they were when the page opened: a choice must not change under the pointer.
  const [choices] = useState(() => tipChoices(itemsTotal, currency));
  const isAmount = (amount: number | null): amount is number =>
    amount !== null && amount >= 0 && amount <= TIP_LIMIT;
  const own = (text: string) => {
    const amount = text.trim() === "" ? 0 : readPrice(text, currency);
    return isAmount(amount) ? amount : null;
  };
  return (
    <section className="card grid gap-3">
      <RadioCards
        legend={<span className="text-lg">{t(to)}</span>}
        name="tip"
        value={chosen}
        onValueChange={(value) => {
          setChosen(value);
          onChange(value === OWN ? own(typed) : Number(value));
        }}
        options={[
          { value: "0", label: t("none") },
          ...choices.map((amount) => ({ value: String(amount), label: formatMoney(amount, currency) })),
          { value: OWN, label: t("own") },
        ]}
      />
      {chosen === OWN && (
        <Field
          label={t("own_label", { currency })}
          error={
            own(typed) === null ? t("own_invalid", { example: priceText(choices[0] ?? 100, currency) }) : null
          }
        >
          <Input
            inputMode="decimal"
            autoComplete="off"
            maxLength={12}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
              onChange(own(target.value));
            }}
          />
        </Field>
      )}
      <p className="text-[0.875rem] text-soft">{t(`hint_${to}`)}</p>
    </section>
  );
}
