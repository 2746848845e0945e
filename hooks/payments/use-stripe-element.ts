"use client";

import type { Stripe, StripeElements, StripeError } from "@stripe/stripe-js";
import { type RefObject, useEffect, useRef, useState } from "react";
import { stripeRefusal } from "@/lib/payments/model/stripe-refusal";

export type StripeElementState = "loading" | "ready" | "sending" | "broken";

export type StripeConfirmed =
  /** Stripe took the card, or is asking the bank. */
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly code: string }
  /** A field is empty or wrong; Stripe's form says which. */
  | { readonly kind: "incomplete" }
  /** Whether the bank has seen the payment is not known. */
  | { readonly kind: "unanswered" };

function resultOf(error: StripeError): StripeConfirmed {
  if (error.type === "validation_error") return { kind: "incomplete" };
  // The payment was paid or given up meanwhile, in another tab: its events say which.
  if (error.code === "payment_intent_unexpected_state") return { kind: "done" };
  const isRefused = error.type === "card_error" || error.code === "payment_intent_authentication_failure";
  return isRefused ? { kind: "refused", code: stripeRefusal(error) } : { kind: "unanswered" };
}

/** Puts Stripe's Payment Element into `holder`. Stripe's script is loaded now and not with the page. */
export function useStripeElement(
  holder: RefObject<HTMLDivElement | null>,
  { publishableKey, clientSecret }: { publishableKey: string; clientSecret: string },
) {
  const mounted = useRef<{ stripe: Stripe; elements: StripeElements } | null>(null);
  const [state, setState] = useState<StripeElementState>("loading");
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round loads again.
  useEffect(() => {
    let isOver = false;
    let remove: (() => void) | undefined;
    const unless = (next: StripeElementState) => {
      if (!isOver) setState(next);
    };
    async function mount() {
      const { loadStripe } = await import("@stripe/stripe-js/pure");
      const stripe = await loadStripe(publishableKey);
      if (isOver || holder.current === null) return;
      if (stripe === null) throw new Error("Stripe runs in browsers only");
      const elements = stripe.elements({ clientSecret, locale: "en" });
      // Wallets need the permission `payment`, which our pages deny.
      const element = elements.create("payment", {
        wallets: { applePay: "never", googlePay: "never", link: "never" },
      });
      remove = () => element.destroy();
      element.on("ready", () => unless("ready"));
      element.on("loaderror", () => unless("broken"));
      element.mount(holder.current);
      mounted.current = { stripe, elements };
    }
    mount().catch(() => unless("broken"));
    return () => {
      isOver = true;
      mounted.current = null;
      remove?.();
    };
  }, [holder, publishableKey, clientSecret, round]);

  async function confirm(): Promise<StripeConfirmed> {
    const now = mounted.current;
    if (now === null) return { kind: "incomplete" };
    setState("sending");
    try {
      const { error } = await now.stripe.confirmPayment({ elements: now.elements, redirect: "if_required" });
      return error === undefined ? { kind: "done" } : resultOf(error);
    } catch {
      return { kind: "unanswered" };
    } finally {
      setState("ready");
    }
  }

  function loadAgain() {
    setState("loading");
    setRound((before) => before + 1);
  }

  return { state, confirm, loadAgain };
}
