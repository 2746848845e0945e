"use client";

import { useState } from "react";
import type { Quote } from "@/lib/menu/model/schema";
import type { Tip, TipTo } from "@/lib/money/model/schema";

/** What a price is asked for with, beside the cart. */
export interface QuoteExtras {
  readonly tip: Tip | null;
  readonly voucher_code: string | undefined;
}

/** Codes that the customer has mistyped are not asked for again and again: the server counts wrong ones. */
const NOT_KEPT = ["unknown", "too_many_tries"];

/** The tip and the voucher of a checkout. Neither is chosen before. */
export function useExtras(to: TipTo) {
  const [amount, setAmount] = useState<number | null>(0);
  const [code, setCode] = useState<string | null>(null);
  const [refused, setRefused] = useState<Quote["voucher"]>(null);
  const extras: QuoteExtras = {
    tip: amount === null || amount === 0 ? null : { amount, to },
    voucher_code: code ?? undefined,
  };
  return {
    extras,
    code,
    refused,
    /** Null: an own amount that is none. */
    isTipValid: amount !== null,
    setTip: setAmount,
    apply: (next: string | null) => {
      setRefused(null);
      setCode(next);
    },
    /** Call it with each quote while rendering. */
    follow: (quote: Quote | null) => {
      const voucher = quote?.voucher ?? null;
      if (code === null || voucher === null || voucher.code !== code || voucher.problem === null) return;
      if (!NOT_KEPT.includes(voucher.problem)) return;
      setRefused(voucher);
      setCode(null);
    },
    /** Whether a quote has this tip and this code. */
    isPriced: (quote: Quote) =>
      quote.tip === (amount ?? 0) && (quote.voucher === null ? code === null : quote.voucher.code === code),
  };
}
