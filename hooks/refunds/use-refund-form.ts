"use client";

import { type FormEvent, useRef, useState } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { CommandInput } from "@/lib/commands";
import { readPrice } from "@/lib/menu/model/edit/price-text";
import type { OrderRefunds, RefundResult } from "@/lib/refunds/model/schema";
import type { Fault, RefundReason } from "@/lib/refunds/model/terms";

export type RefundKind = "items" | "amount" | "full";
export type RefundProblem = "items" | "amount" | "reason";

/** A customer is not asked whose fault it was: it follows from what happened. */
const FAULT_OF: Record<RefundReason, Fault> = {
  LATE: "unknown",
  MISSING_ITEM: "kitchen",
  WRONG_ITEM: "kitchen",
  QUALITY: "kitchen",
  NOT_DELIVERED: "unknown",
  OUT_OF_STOCK: "kitchen",
  OTHER: "unknown",
};

interface Options {
  /** Shown when no answer came. */
  unreachable: string;
  onDone: (refund: RefundResult) => void;
}

/** The state of the form, and what it sends. A press that is repeated without an answer refunds once. */
export function useRefundForm(order: OrderRefunds, { unreachable, onDone }: Options) {
  const request = useCommand("request_refund");
  const key = useRef(newKey());
  const [kind, setKind] = useState<RefundKind>("items");
  const [quantities, setQuantities] = useState<Readonly<Record<string, number>>>({});
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState<RefundReason | "">("");
  const [fault, setFault] = useState<Fault | null>(null);
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState<readonly RefundProblem[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [noteProblem, setNoteProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const suggested = reason === "" ? "unknown" : FAULT_OF[reason];
  const minor = readPrice(amount, order.currency);
  const items = Object.entries(quantities)
    .filter(([, quantity]) => quantity > 0)
    .map(([order_item_id, quantity]) => ({ order_item_id, quantity }));

  function check(): RefundProblem[] {
    const problems: RefundProblem[] = [];
    if (kind === "items" && items.length === 0) problems.push("items");
    if (kind === "amount" && (minor === null || minor <= 0 || minor > order.left)) problems.push("amount");
    if (reason === "") problems.push("reason");
    return problems;
  }

  function asked(): Pick<CommandInput<"request_refund">, "items" | "amount" | "full"> {
    if (kind === "items") return { items };
    return kind === "full" || minor === null ? { full: true } : { amount: minor };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    // React brings the events of a dialog to the form around the panel, too.
    event.stopPropagation();
    const problems = check();
    setMissing(problems);
    if (problems.length > 0 || reason === "" || isPending) return;
    setPending(true);
    const input = {
      order_id: order.order_id,
      ...asked(),
      reason,
      fault: order.as === "customer" ? suggested : (fault ?? suggested),
      note,
    };
    const answer = await request(input, { key: key.current }).catch(() => null);
    setPending(false);
    setNoteProblem(null);
    setProblem(null);
    if (answer?.ok === true) return onDone(answer.data);
    // The server keeps its answer to a key.
    if (answer !== null) key.current = newKey();
    const ofNote = answer?.fieldErrors?.note ?? null;
    setNoteProblem(ofNote);
    if (ofNote === null) setProblem(answer?.message ?? unreachable);
  }

  const setQuantity = (id: string, quantity: number) =>
    setQuantities((before) => ({ ...before, [id]: quantity }));
  return {
    ...{ kind, setKind, quantities, setQuantity, amount, setAmount, reason, setReason },
    ...{ fault: fault ?? suggested, setFault, note, setNote },
    ...{ missing, problem, noteProblem, isPending, submit },
  };
}
