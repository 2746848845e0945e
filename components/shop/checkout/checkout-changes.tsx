"use client";

import { useTranslations } from "next-intl";
import { type Ref, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { useAnnounce } from "@/hooks/browser/use-announce";
import type { Difference } from "@/lib/cart/model/differences";
import { formatMoney } from "@/lib/text/format";

export interface CheckoutChangesProps {
  changes: readonly Difference[];
  currency: string;
  total: number;
  onAccept: () => void;
  ref?: Ref<HTMLDivElement>;
}

export function CheckoutChanges({ changes, currency, total, onAccept, ref }: CheckoutChangesProps) {
  const t = useTranslations("shop.checkout");
  const problem = useTranslations("shop.problem");
  const state = useTranslations("states.price_changed.cart");
  const announce = useAnnounce();
  const money = (minor: number) => formatMoney(minor, currency);

  function told(change: Difference): string {
    if (change.kind === "delivery_fee")
      return t("change_fee", { was: money(change.was), now: money(change.now) });
    if (change.kind === "problem")
      return t("change_problem", { name: change.name, problem: problem(change.problem) });
    return t("change_price", { name: change.name, was: money(change.was), now: money(change.now) });
  }

  // The menu may change while this page is open, also while the order is being placed.
  const words = changes.map(told).join("; ");
  const message = t("changes_said", { count: changes.length });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other changes in the same number are announced, too
  useEffect(() => announce({ message, urgent: true }), [announce, message, words]);

  return (
    <Banner ref={ref} tabIndex={-1} tone="warn" title={state("happened")}>
      <p>{state("todo")}</p>
      <ul className="mt-1 mb-3 grid list-disc gap-1 ps-5">
        {changes.map((change) => (
          <li key={change.kind === "delivery_fee" ? change.kind : change.identity}>
            <bdi>{told(change)}</bdi>
          </li>
        ))}
      </ul>
      <Button variant="go" onClick={onAccept}>
        {t("accept", { total: money(total) })}
      </Button>
    </Banner>
  );
}
