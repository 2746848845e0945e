"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import type { Quote } from "@/lib/menu/model/schema";
import { formatMoney } from "@/lib/text/format";
import { VOUCHER_LIMITS } from "@/lib/vouchers/model/schema";

export interface VoucherFieldProps {
  store: string;
  /** The code that the price is asked for with; null: none. */
  applied: string | null;
  /** What the last price said of that code, or of one that was not kept. */
  voucher: Quote["voucher"];
  quote: Pick<Quote, "discount" | "currency"> | null;
  onApply: (code: string | null) => void;
}

export function VoucherField({ store, applied, voucher, quote, onApply }: VoucherFieldProps) {
  const t = useTranslations("money.voucher");
  const [typed, setTyped] = useState(applied ?? "");
  const code = typed.trim().toUpperCase();
  const isCounted = voucher !== null && voucher.problem === null && voucher.code === applied;

  const counts = (by: "platform" | "store" | null, discount: Pick<Quote, "discount" | "currency">) =>
    t(by === "store" ? "counts_store" : "counts", {
      code: applied ?? "",
      amount: formatMoney(discount.discount, discount.currency),
      store,
    });
  const isAsked = applied !== null && voucher === null;
  const said = isAsked ? t("asking") : isCounted && quote !== null ? counts(voucher.by, quote) : "";

  function applyByEnter(event: KeyboardEvent) {
    if (event.key !== "Enter") return;
    // Not the order, which the form would place.
    event.preventDefault();
    if (code !== "") onApply(code);
  }

  return (
    <section className="card grid gap-3">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-3">
        <Field label={t("label")} error={isCounted ? null : voucher?.message} optional>
          <Input
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={VOUCHER_LIMITS.code.maximum}
            readOnly={applied !== null}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={applyByEnter}
          />
        </Field>
        {applied === null ? (
          <Button
            className="mt-7"
            aria-disabled={code === "" || undefined}
            onClick={() => code !== "" && onApply(code)}
          >
            {t("apply")}
          </Button>
        ) : (
          <Button
            className="mt-7"
            onClick={() => {
              setTyped("");
              onApply(null);
            }}
          >
            {t("remove")}
          </Button>
        )}
      </div>
      <p role="status" className="text-[0.9375rem]">
        {said}
      </p>
    </section>
  );
}
