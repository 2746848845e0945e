"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { Textarea } from "@/components/ui/form/textarea";
import { Words } from "@/components/ui/words";
import { LEAVE_AT_DOOR, type Typed } from "@/lib/cart/model/checkout-form";
import { ANSWER_MINUTES, IF_SOLD_OUT } from "@/lib/orders/model/terms";

/** Messages by field name. */
export type Faults = Partial<Record<string, string>>;

export interface DeliveryFieldsProps {
  /** What the fields begin with. */
  typed: Typed;
  takesCards: boolean;
  faults: Faults;
  total: string;
  /** Where the address is, below it. */
  place?: ReactNode;
}

export function DeliveryFields({ typed, takesCards, faults, total, place }: DeliveryFieldsProps) {
  const t = useTranslations("shop.checkout");
  return (
    <>
      <section aria-labelledby="where" className="card grid gap-4">
        <h2 id="where" className="text-lg">
          {t("where")}
        </h2>
        <Field label={t("line1")} error={faults.line1} required>
          <Input name="line1" autoComplete="address-line1" maxLength={120} defaultValue={typed.line1} />
        </Field>
        <div className="grid items-start gap-4 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <Field label={t("postal_code")} error={faults.postal_code} required>
            <Input
              name="postal_code"
              autoComplete="postal-code"
              maxLength={16}
              defaultValue={typed.postal_code}
            />
          </Field>
          <Field label={t("city")} error={faults.city} required>
            <Input name="city" autoComplete="address-level2" maxLength={80} defaultValue={typed.city} />
          </Field>
        </div>
        <Field label={t("door_note")} description={t("door_note_hint")} error={faults.address_note} optional>
          <Input name="address_note" dir="auto" maxLength={200} defaultValue={typed.address_note} />
        </Field>
        <Checkbox
          name="leave_at_door"
          value={LEAVE_AT_DOOR}
          defaultChecked={typed.leave_at_door === LEAVE_AT_DOOR}
          label={t("leave_at_door")}
          description={t("leave_at_door_hint")}
        />
        <Words>{place}</Words>
        <p className="text-[0.875rem] text-soft">{t("remembered")}</p>
      </section>

      <section className="card">
        <RadioCards
          legend={<span className="text-lg">{t("payment")}</span>}
          name="payment_method"
          required
          defaultValue={takesCards && typed.payment_method !== "cash" ? "card" : "cash"}
          error={faults.payment_method}
          options={[
            ...(takesCards
              ? [{ value: "card" as const, label: t("card"), description: t("card_hint") }]
              : []),
            { value: "cash", label: t("cash"), description: t("cash_hint", { amount: total }) },
          ]}
        />
      </section>

      <section className="card">
        <RadioCards
          legend={<span className="text-lg">{t("if_sold_out")}</span>}
          name="if_sold_out"
          required
          defaultValue={IF_SOLD_OUT.find((wish) => wish === typed.if_sold_out) ?? "ask"}
          error={faults.if_sold_out}
          options={IF_SOLD_OUT.map((value) => ({
            value,
            label: t(`sold_out.${value}`),
            description: t(`sold_out.${value}_hint`, { minutes: ANSWER_MINUTES }),
          }))}
        />
      </section>

      <section className="card">
        <Field label={t("note")} description={t("note_hint")} error={faults.note} optional>
          <Textarea name="note" dir="auto" rows={3} maxLength={500} defaultValue={typed.note} />
        </Field>
      </section>
    </>
  );
}
