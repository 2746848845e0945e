"use client";

import { useCallback, useRef, useState } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { decisiveChange, isHarmless } from "@/lib/board/model/conflict";
import { type OwnVersions, versionToActOn, withOwnVersion } from "@/lib/board/model/own-versions";
import type { Failure } from "@/lib/commands/result";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { mergeChange } from "@/lib/orders/model/merge-by-version";
import type { BoardOrder, ChangedOrder, TimelineEntry } from "@/lib/orders/model/schema";
import { useUpdateBoard } from "./use-board";

export type ActionProblem =
  /** No answer came, so the outcome is unknown. Retrying with the same key is safe. */
  | { kind: "unreachable"; action: OrderAction; version: number }
  | { kind: "overtaken"; entry: TimelineEntry }
  | { kind: "refused"; message: string };

export interface OrderActions {
  pending: ReadonlyMap<string, OrderAction["name"]>;
  problems: ReadonlyMap<string, ActionProblem>;
  /** By order: this screen's last action, and the version that it led to. */
  done: ReadonlyMap<string, { name: OrderAction["name"]; version: number }>;
  change: (order: BoardOrder, action: OrderAction) => Promise<boolean>;
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

/**
 * Runs one action at a time per order, in the order of the presses, with one key until it is answered: on the version shown,
 * or on what this screen's own presses made of it.
 */
export function useOrderActions(tenantId: string): OrderActions {
  const update = useUpdateBoard(tenantId);
  const changeOrder = useCommand("change_order");
  const acknowledgeOrders = useCommand("acknowledge_orders");
  const [pending, setPending] = useState<OrderActions["pending"]>(new Map());
  const [problems, setProblems] = useState<OrderActions["problems"]>(new Map());
  const [done, setDone] = useState<OrderActions["done"]>(new Map());
  const keys = useRef(new Map<string, string>());
  const busy = useRef(new Map<string, { name: OrderAction["name"]; ended: Promise<void> }>());

  const led = useRef(new Map<string, OwnVersions>());

  const sendAction = useCallback(
    async (order: BoardOrder, action: OrderAction) => {
      // The same action on a later version is another press.
      const press = `${order.id} ${order.version} ${JSON.stringify(action)}`;
      const key = keys.current.get(press) ?? newKey();
      keys.current.set(press, key);
      const send = (version: number) =>
        changeOrder({ order_id: order.id, action, expected_version: version }, { key });
      const first = await send(order.version);
      const overtaken = first.ok || first.code !== "conflict" ? undefined : first.current;
      const repeats = overtaken !== undefined && isHarmless(overtaken.entries);
      const answer = repeats ? await send(overtaken.order.version) : first;
      keys.current.delete(press);
      return answer;
    },
    [changeOrder],
  );

  const change = useCallback(
    async (shown: BoardOrder, action: OrderAction) => {
      const before = busy.current.get(shown.id);
      if (before?.name === action.name) return false;
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      busy.current.set(shown.id, { name: action.name, ended });
      // The stream may show a step's outcome before its answer arrives; whoever presses the next one then is not ignored.
      await before?.ended;
      const own = led.current.get(shown.id);
      const order = { ...shown, version: versionToActOn(shown.version, own) };
      const show = (problem?: ActionProblem) => setProblems((all) => withEntry(all, order.id, problem));
      show();
      setPending((all) => withEntry(all, order.id, action.name));
      try {
        const answer = await sendAction(order, action);
        const current = answer.ok ? answer.data : answer.current;
        if (current !== undefined) update((all) => mergeChange(all, current));
        if (!answer.ok) show(problemOf(answer));
        else {
          const { version } = answer.data.order;
          led.current.set(order.id, withOwnVersion(shown.version, version, own));
          setDone((all) => withEntry(all, order.id, { name: action.name, version }));
        }
        return answer.ok;
      } catch {
        show({ kind: "unreachable", action, version: order.version });
        return false;
      } finally {
        if (busy.current.get(order.id)?.ended === ended) busy.current.delete(order.id);
        end();
        setPending((all) => withEntry(all, order.id, undefined));
      }
    },
    [sendAction, update],
  );

  const acknowledge = useCallback(
    async (orders: readonly BoardOrder[]) => {
      const order_ids = orders.slice(0, ACKNOWLEDGED_AT_MOST).map((order) => order.id);
      const answer = await acknowledgeOrders({ order_ids }, { key: newKey() }).catch(() => null);
      if (answer?.ok === true) update((all) => answer.data.reduce(mergeChange, all));
    },
    [acknowledgeOrders, update],
  );

  const dismiss = useCallback(
    (orderId: string) => setProblems((all) => withEntry(all, orderId, undefined)),
    [],
  );
  return { pending, problems, done, change, acknowledge, dismiss };
}
