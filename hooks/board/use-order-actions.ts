"use client";

import { useCallback, useRef, useState } from "react";
import { v4 as uuid } from "uuid";
import { inTime } from "@/hooks/browser/in-time";
import { changesSince, decisiveChange, isHarmless } from "@/lib/board/model/conflict";
import type { Result } from "@/lib/commands/result";
import type { BoardOrder, OrderAction, OrderDetail, TimelineEntry } from "@/lib/orders/model/schema";
import { changeOrderAction } from "@/lib/orders/server/actions";
import { useStoreOrder } from "./use-board";

/** Why a press has not led to what was asked. */
export type ActionProblem =
  /** No answer came: whether it was carried out is not known. The same key makes asking again safe. */
  | { kind: "unreachable"; action: OrderAction }
  /** Somebody was faster: who did what, where the history tells. */
  | { kind: "overtaken"; entry: TimelineEntry }
  | { kind: "refused"; message: string };

export interface OrderActions {
  /** What is under way, by order. */
  pending: ReadonlyMap<string, OrderAction["name"]>;
  problems: ReadonlyMap<string, ActionProblem>;
  change: (order: BoardOrder, action: OrderAction) => Promise<boolean>;
  dismiss: (orderId: string) => void;
}

function problemOf(
  answer: Exclude<Result<OrderDetail, OrderDetail>, { ok: true }>,
  version: number,
): ActionProblem {
  const entry = answer.current === undefined ? null : decisiveChange(answer.current.timeline, version);
  if (answer.code === "conflict" && entry !== null) return { kind: "overtaken", entry };
  return { kind: "refused", message: answer.message };
}

function withEntry<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value | undefined) {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}

function withoutTimeline({ timeline: _, ...order }: OrderDetail): BoardOrder {
  return order;
}

/**
 * Carries out presses on the store's tickets: one at a time for each order, on the version that was seen, under
 * a key that stays the same until there is an answer.
 */
export function useOrderActions(tenantId: string): OrderActions {
  const putOrder = useStoreOrder(tenantId);
  const [pending, setPending] = useState<OrderActions["pending"]>(new Map());
  const [problems, setProblems] = useState<OrderActions["problems"]>(new Map());
  const keys = useRef(new Map<string, string>());
  const busy = useRef(new Set<string>());

  const ask = useCallback(async (order: BoardOrder, action: OrderAction) => {
    const press = `${order.id} ${JSON.stringify(action)}`;
    const key = keys.current.get(press) ?? uuid();
    keys.current.set(press, key);
    const send = (version: number) =>
      inTime(
        changeOrderAction({ order_id: order.id, action, expected_version: version, idempotency_key: key }),
      );
    const first = await send(order.version);
    const overtaken = first.ok || first.code !== "conflict" ? undefined : first.current;
    const repeats = overtaken !== undefined && isHarmless(changesSince(overtaken.timeline, order.version));
    const answer = repeats ? await send(overtaken.version) : first;
    keys.current.delete(press);
    return answer;
  }, []);

  const change = useCallback(
    async (order: BoardOrder, action: OrderAction) => {
      // Taking notice decides nothing: it neither waits for a press nor holds one up, and fails without a word.
      const isQuiet = action.name === "acknowledge";
      const lane = isQuiet ? `quiet ${order.id}` : order.id;
      // Not the state: a second press may come before React has drawn the first.
      if (busy.current.has(lane)) return false;
      busy.current.add(lane);
      const tell = (problem?: ActionProblem) => {
        if (!isQuiet) setProblems((all) => withEntry(all, order.id, problem));
      };
      tell();
      if (!isQuiet) setPending((all) => withEntry(all, order.id, action.name));
      try {
        const answer = await ask(order, action);
        const current = answer.ok ? answer.data : answer.current;
        if (current !== undefined) putOrder(withoutTimeline(current));
        if (!answer.ok) tell(problemOf(answer, order.version));
        return answer.ok;
      } catch {
        tell({ kind: "unreachable", action });
        return false;
      } finally {
        busy.current.delete(lane);
        if (!isQuiet) setPending((all) => withEntry(all, order.id, undefined));
      }
    },
    [ask, putOrder],
  );

  const dismiss = useCallback(
    (orderId: string) => setProblems((all) => withEntry(all, orderId, undefined)),
    [],
  );
  return { pending, problems, change, dismiss };
}
