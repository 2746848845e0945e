"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { OfferReason } from "@/lib/dispatch/model/offer";

/** Keys of `dispatch.reason` that riders are told in words of their own. */
const KNOWN = [
  "pinned",
  "assigned",
  "moved",
  "exchanged",
  "same_way",
  "only_rider",
  "fair_turn",
  "best_for_all",
  "broadcast",
] as const;

/** Returns a function that says in a sentence why this rider, and nobody else, gets an offer. */
export function useWhyWords(): (reason: OfferReason) => string {
  const t = useTranslations("rider.why");
  return useCallback(
    ({ key, values }) => {
      if (key === "first_at_door") {
        const isEarly = typeof values.early === "number" && values.early > 0;
        return t(isEarly ? "first_early" : "first_late", values);
      }
      const known = KNOWN.find((one) => one === key);
      return known === undefined ? t("other") : t(known, values);
    },
    [t],
  );
}
