"use client";

import { useRef, useState } from "react";
import { type Confirmed, payDemo } from "@/lib/payments/client/pay-demo";

export type PayState =
  | { kind: "idle" }
  | { kind: "sending" }
  | { kind: "unreachable" }
  | { kind: "answered"; answer: Confirmed };

/** Pays at the demo provider, one call at a time. `onEnd` is called when nothing is left to pay. */
export function usePayDemo(secret: string, onEnd: () => void) {
  const isUnderWay = useRef(false);
  const [state, setState] = useState<PayState>({ kind: "idle" });

  async function send(given: Parameters<typeof payDemo>[1]): Promise<Confirmed | null> {
    if (isUnderWay.current) return null;
    isUnderWay.current = true;
    setState({ kind: "sending" });
    try {
      const answer = await payDemo(secret, given);
      setState(answer === null ? { kind: "idle" } : { kind: "answered", answer });
      if (answer === null || answer.status === "authorized") onEnd();
      return answer;
    } catch {
      setState({ kind: "unreachable" });
      return null;
    } finally {
      isUnderWay.current = false;
    }
  }

  return { state, send };
}
