"use client";

import { useTranslations } from "next-intl";
import type { ReactNode, Ref } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Banner } from "@/components/ui/feedback/banner";
import type { PlaceOutcome } from "@/hooks/shop/use-place-order";

export interface CheckoutProblemProps {
  outcome: PlaceOutcome;
  path: string;
  /** Places the cart as a second order although an earlier attempt succeeded. */
  onOrderAgain: () => void;
  ref?: Ref<HTMLDivElement>;
}

export function CheckoutProblem({ outcome, path, onOrderAgain, ref }: CheckoutProblemProps) {
  const t = useTranslations("shop.checkout");
  const state = useTranslations("states");
  const told = (tone: "warn" | "danger", title: string, body: string, actions?: ReactNode) => (
    <Banner ref={ref} tabIndex={-1} tone={tone} title={title}>
      <p>{body}</p>
      {actions !== undefined && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
    </Banner>
  );

  switch (outcome.kind) {
    case "unreachable":
      return told("danger", state("no_answer.order.happened"), state("no_answer.order.todo"));
    case "signed_out":
      return told(
        "warn",
        state("signed_out.checkout.happened"),
        state("signed_out.checkout.todo"),
        <ButtonLink href={`/signin?${new URLSearchParams({ callbackUrl: path })}`} variant="go">
          {t("sign_in")}
        </ButtonLink>,
      );
    case "key_reused":
      return told(
        "warn",
        t("reused_title"),
        t("reused_body"),
        <>
          <ButtonLink href="/orders" variant="go">
            {t("reused_open")}
          </ButtonLink>
          <Button onClick={onOrderAgain}>{t("reused_again")}</Button>
        </>,
      );
    case "changed":
    case "invalid":
    case "refused":
      return told("warn", t("refused_title"), outcome.message);
    case "placed":
      return null;
  }
}
