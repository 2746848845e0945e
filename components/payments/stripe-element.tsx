"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { useStripeElement } from "@/hooks/payments/use-stripe-element";

const CODES = [
  "card_declined",
  "insufficient_funds",
  "invalid_number",
  "authentication_failed",
  "expired_card",
] as const;
const named = (given: string): (typeof CODES)[number] | "other" =>
  CODES.find((code) => code === given) ?? "other";

export interface StripeElementProps {
  publishableKey: string;
  clientSecret: string;
  /** As the button shows it. */
  amount: string;
  /** Why the last card was refused before this page was opened. */
  lastCode: string | null;
  /** Stripe has taken the card. Whether the order is placed is known from its events. */
  onDone: () => void;
  onFail: (code: string) => void;
}

/** Stripe's own form for cards, in frames of Stripe: numbers of cards never reach our pages. */
export function StripeElement({
  publishableKey,
  clientSecret,
  amount,
  lastCode,
  onDone,
  onFail,
}: StripeElementProps) {
  const t = useTranslations("payments.pay");
  const holder = useRef<HTMLDivElement>(null);
  const { state, confirm, loadAgain } = useStripeElement(holder, { publishableKey, clientSecret });
  const [code, setCode] = useState(lastCode);
  const [isUnanswered, setUnanswered] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (state !== "ready") return;
    setUnanswered(false);
    const confirmed = await confirm();
    if (confirmed.kind === "incomplete") return;
    setUnanswered(confirmed.kind === "unanswered");
    if (confirmed.kind === "done") onDone();
    if (confirmed.kind === "refused") {
      setCode(confirmed.code);
      onFail(confirmed.code);
    }
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="card grid grid-cols-1 gap-4">
      {isUnanswered && (
        <Banner tone="danger" role="alert" title={t("no_answer_title")}>
          {t("no_answer")}
        </Banner>
      )}
      {code !== null && (
        <Banner tone="warn" title={t("failed_title")}>
          <p>{t(`code.${named(code)}`)}</p>
          <p>{t("failed")}</p>
        </Banner>
      )}
      {state === "broken" ? (
        <Banner
          tone="danger"
          role="alert"
          title={t("form_missing_title")}
          actions={<Button onClick={loadAgain}>{t("form_again")}</Button>}
        >
          {t("form_missing")}
        </Banner>
      ) : (
        <>
          {state === "loading" && <Skeleton className="h-40 rounded-xl" />}
          <div ref={holder} />
          <Button
            type="submit"
            variant="go"
            size="lg"
            className="w-full"
            disabled={state === "loading"}
            pending={state === "sending"}
          >
            {state === "sending" ? t("sending") : t("button", { amount })}
          </Button>
        </>
      )}
    </form>
  );
}
