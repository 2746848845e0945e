"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { usePayDemo } from "@/hooks/payments/use-pay-demo";
import { TEST_CARDS } from "@/lib/payments/model/test-cards";

const CODES = [
  "card_declined",
  "insufficient_funds",
  "invalid_number",
  "authentication_failed",
  "expired_card",
] as const;
const DESCRIBED = [
  "ok",
  "declined",
  "no_funds",
  "challenge",
  "slow",
  "webhook_twice",
  "webhook_late",
  "webhook_never",
  "refund_failed",
  "dispute",
] as const;
const oneOf = <Name extends string>(names: readonly Name[], given: string | null): Name | "other" =>
  names.find((name) => name === given) ?? "other";

const inGroups = (digits: string) => digits.replace(/\D/g, "").replace(/(.{4})(?=.)/g, "$1 ");

export interface DemoCardFormProps {
  secret: string;
  amount: string;
  store: string;
  /** Why the last card was refused before this page was opened. */
  lastCode: string | null;
  /** The bank is asked, or nothing is left to pay. */
  onAsked: () => void;
  onEnd: () => void;
}

/** What a payment provider shows in the customer's browser: the card, and what the bank asks. */
export function DemoCardForm({ secret, amount, store, lastCode, onAsked, onEnd }: DemoCardFormProps) {
  const t = useTranslations("payments.pay");
  const announce = useAnnounce();
  const { state, send } = usePayDemo(secret, onEnd);
  const [card, setCard] = useState(inGroups(TEST_CARDS[0]?.number ?? ""));
  const [isMissing, setMissing] = useState(false);
  const list = useId();
  const isSending = state.kind === "sending";
  const answer = state.kind === "answered" ? state.answer : null;
  const code = answer === null && state.kind === "idle" ? lastCode : (answer?.code ?? null);

  async function pay(given: Parameters<typeof send>[0]) {
    const answered = await send(given);
    if (answered === null) return;
    if (answered.status === "processing") onAsked();
    if (answered.status === "authorized") announce(t("paid", { store }));
    if (answered.status === "requires_action") announce(t("challenge_title"));
    if (answered.status === "failed")
      announce({ message: t(`code.${oneOf(CODES, answered.code)}`), urgent: true });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const digits = card.replace(/\D/g, "");
    setMissing(digits === "");
    if (digits !== "" && !isSending) void pay({ card: digits });
  }

  if (answer?.status === "requires_action")
    return (
      <section aria-labelledby="challenge" className="card grid grid-cols-1 gap-3">
        <h2 id="challenge" className="text-lg">
          {t("challenge_title")}
        </h2>
        <p>{t("challenge", { amount, store })}</p>
        <div className="flex flex-wrap gap-2.5">
          <Button variant="go" size="lg" onClick={() => void pay({ answer: "approve" })}>
            {t("approve")}
          </Button>
          <Button size="lg" onClick={() => void pay({ answer: "reject" })}>
            {t("reject")}
          </Button>
        </div>
      </section>
    );

  return (
    <form noValidate onSubmit={submit} className="card grid grid-cols-1 gap-4">
      {state.kind === "unreachable" && (
        <Banner tone="danger" role="alert" title={t("no_answer_title")}>
          {t("no_answer")}
        </Banner>
      )}
      {code !== null && (
        <Banner tone="warn" title={t("failed_title")}>
          <p>{t(`code.${oneOf(CODES, code)}`)}</p>
          <p>{t("failed")}</p>
        </Banner>
      )}
      <Field
        label={t("card")}
        description={t("card_hint")}
        error={isMissing ? t("card_missing") : undefined}
        required
      >
        <Input
          name="card"
          inputMode="numeric"
          autoComplete="cc-number"
          maxLength={30}
          value={card}
          onChange={(event) => setCard(inGroups(event.target.value))}
        />
      </Field>
      <Button type="submit" variant="go" size="lg" className="w-full" pending={isSending}>
        {isSending ? t("sending") : t("button", { amount })}
      </Button>
      <details>
        <summary className="min-h-6 font-semibold">{t("test_cards")}</summary>
        <ul id={list} className="mt-2 grid grid-cols-1 gap-1">
          {TEST_CARDS.map(({ number, name }) => (
            <li key={number} className="flex flex-wrap items-center justify-between gap-x-4">
              <span>{t(`test_card.${oneOf(DESCRIBED, name)}`)}</span>
              <Button size="sm" onClick={() => setCard(inGroups(number))}>
                <span translate="no" className="font-mono">
                  {inGroups(number)}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      </details>
    </form>
  );
}
