"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { Press, Pressed, PressQueue } from "@/lib/board/client/press";
import { knownDevice } from "@/lib/board/client/this-shift";
import { decisiveChange, isDoneAlready, isHarmless } from "@/lib/board/model/conflict";
import { pendingBySubject, waitingBySubject } from "@/lib/commands/client/press-queue";
import {
  type Answer,
  createPressSender,
  isNoAnswer,
  type PressSender,
} from "@/lib/commands/client/press-sender";
import type { Failure } from "@/lib/commands/result";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { mergeChange } from "@/lib/orders/model/merge-by-version";
import type { BoardOrder, ChangedOrder, TimelineEntry } from "@/lib/orders/model/schema";
import { serverNow } from "@/lib/realtime/client/server-clock";
import { useUpdateBoard } from "./use-board";

export type ActionProblem =
  | { kind: "overtaken"; entry: TimelineEntry }
  | { kind: "refused"; message: string };

export interface OrderActions {
  pending: ReadonlyMap<string, OrderAction["name"]>;
  problems: ReadonlyMap<string, ActionProblem>;
  /** By order: this screen's last action, the version that it led to, and when (`updated_at`); null when others were faster. */
  done: ReadonlyMap<string, { name: OrderAction["name"]; version: number; at: string | null }>;
  /** By order: the presses that could not be sent yet. */
  waiting: ReadonlyMap<string, PressQueue>;
  presses: PressQueue;
  /** Resolves with true when it is done. A press without an answer is kept, and sent again. */
  change: (order: BoardOrder, action: OrderAction) => Promise<boolean>;
  /** For the presses that are kept. */
  kept: Pick<PressSender<Pressed>, "sendWaiting" | "discard" | "confirm" | "restore">;
  /** Shows no failures: the alarm retries when the stream is live again. */
  acknowledge: (orders: readonly BoardOrder[]) => Promise<void>;
  dismiss: (orderId: string) => void;
}

/** The command's limit. */
const ACKNOWLEDGED_AT_MOST = 500;

function problemOf({ code, message, current }: Failure<ChangedOrder>): ActionProblem {
  const entry = code === "conflict" && current !== undefined ? decisiveChange(current.entries) : null;
  return entry === null ? { kind: "refused", message } : { kind: "overtaken", entry };
}

function withEntry<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value | undefined) {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}

/** Runs the presses on orders. Those that cannot be sent are kept, and wait where people see them. */
export function useOrderActions(tenantId: string): OrderActions {
  const update = useUpdateBoard(tenantId);
  const changeOrder = useCommand("change_order");
  const acknowledgeOrders = useCommand("acknowledge_orders");
  const [presses, setPresses] = useState<PressQueue>([]);
  const [problems, setProblems] = useState<OrderActions["problems"]>(new Map());
  const [done, setDone] = useState<OrderActions["done"]>(new Map());

  const send = useCallback(
    async ({ key, subject: orderId, action, version }: Press): Promise<Answer> => {
      const show = (problem?: ActionProblem) => setProblems((all) => withEntry(all, orderId, problem));
      const sendOn = (expected_version: number) =>
        changeOrder({ order_id: orderId, action, expected_version }, { key });
      show();
      const first = await sendOn(version);
      const overtaken = first.ok || first.code !== "conflict" ? undefined : first.current;
      const repeats = overtaken !== undefined && isHarmless(overtaken.entries);
      const answer = repeats ? await sendOn(overtaken.order.version) : first;
      const current = answer.ok ? answer.data : answer.current;
      if (current !== undefined) update((all) => mergeChange(all, current));
      if (!answer.ok) {
        if (isNoAnswer(answer.code)) return "unanswered";
        if (current !== undefined && isDoneAlready(action, current.order))
          return { ledTo: repeats ? overtaken.order.version : version };
        show(problemOf(answer));
        return "refused";
      }
      // The answer to a repeated press shows the order as it is now, which others may have changed since.
      const { order, entries } = answer.data;
      const ledTo = entries.at(-1)?.version ?? version + 1;
      const at = order.version === ledTo ? order.updated_at : null;
      setDone((all) => withEntry(all, orderId, { name: action.name, version: ledTo, at }));
      return { ledTo };
    },
    [changeOrder, update],
  );
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  }, [send]);
  const [sender] = useState(() =>
    createPressSender<Pressed>({
      send: (press) => latest.current(press),
      now: serverNow,
      onChange: setPresses,
    }),
  );

  const change = useCallback(
    (order: BoardOrder, action: OrderAction) =>
      sender.press({
        key: newKey(),
        subject: order.id,
        orderCode: order.order_code,
        action,
        shown: order.version,
        pressedAt: serverNow(),
      }),
    [sender],
  );

  const acknowledge = useCallback(
    async (orders: readonly BoardOrder[]) => {
      const order_ids = orders.slice(0, ACKNOWLEDGED_AT_MOST).map((order) => order.id);
      const answer = await acknowledgeOrders(
        { order_ids, device_id: knownDevice() ?? undefined },
        { key: newKey() },
      ).catch(() => null);
      if (answer?.ok === true) update((all) => answer.data.reduce(mergeChange, all));
    },
    [acknowledgeOrders, update],
  );

  const dismiss = useCallback(
    (orderId: string) => setProblems((all) => withEntry(all, orderId, undefined)),
    [],
  );
  const pending = useMemo(() => pendingBySubject(presses), [presses]);
  const waiting = useMemo(() => waitingBySubject(presses), [presses]);
  return { pending, problems, done, waiting, presses, change, kept: sender, acknowledge, dismiss };
}
