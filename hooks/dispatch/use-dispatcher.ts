"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { useAnnounce } from "@/hooks/browser/use-announce";
import type { Result } from "@/lib/commands/result";
import type { DispatchOrder, DispatchRider } from "@/lib/dispatch/model/dispatch-view";
import type { DispatchCommands } from "./dispatch-commands";

/** The last thing done, or what went wrong with it. */
export interface DispatchNews {
  readonly text: string;
  readonly isProblem: boolean;
}

export interface Dispatcher {
  readonly commands: DispatchCommands;
  readonly news: DispatchNews | null;
  readonly isBusy: boolean;
  readonly canUndo: boolean;
  /** Each resolves with whether it was done. */
  give(orders: readonly DispatchOrder[], rider: DispatchRider, reason: string): Promise<boolean>;
  release(orders: readonly DispatchOrder[], reason: string): Promise<boolean>;
  recall(order: DispatchOrder): Promise<boolean>;
  pin(order: DispatchOrder, rider: Pick<DispatchRider, "id" | "name"> | null): Promise<boolean>;
  undo(): Promise<boolean>;
}

type Send = () => Promise<Result<unknown>>;

const codesOf = (orders: readonly DispatchOrder[]) => orders.map(({ order_code }) => order_code).join(", ");

/** Sends each in turn, and stops at the first that is refused. */
async function sendAll(sends: readonly Send[]): Promise<Result<unknown>> {
  let last: Result<unknown> = { ok: true, data: null };
  for (const send of sends) {
    last = await send();
    if (!last.ok) return last;
  }
  return last;
}

/** Orders go back to whom they had before, those of one rider together. */
function giveBack(orders: readonly DispatchOrder[], { assign }: DispatchCommands, reason: string): Send[] {
  return [...Map.groupBy(orders, ({ rider_id }) => rider_id)].map(
    ([riderId, all]) =>
      () =>
        assign(
          all.map(({ id }) => id),
          riderId,
          reason,
        ),
  );
}

/** Carries out what a dispatcher decides, one thing after the other, and remembers how to take the last one back. */
export function useDispatcher(commands: DispatchCommands, readAgain: () => unknown): Dispatcher {
  const t = useTranslations("dispatch.screen.news");
  const announce = useAnnounce();
  const [news, setNews] = useState<DispatchNews | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [last, setLast] = useState<{ sends: readonly Send[]; text: string } | null>(null);
  const busy = useRef(false);

  const run = useCallback(
    async (sends: readonly Send[], text: string, undo: typeof last): Promise<boolean> => {
      if (busy.current) return false;
      busy.current = true;
      setBusy(true);
      const result = await sendAll(sends).catch((): null => null);
      busy.current = false;
      setBusy(false);
      const isDone = result?.ok === true;
      const problem = result === null || result.ok ? t("no_answer") : result.message;
      const told = { text: isDone ? text : problem, isProblem: !isDone };
      setNews(told);
      announce({ message: told.text, urgent: told.isProblem });
      if (isDone) setLast(undo);
      readAgain();
      return isDone;
    },
    [announce, readAgain, t],
  );

  return useMemo(() => {
    const { assign, recall, pin } = commands;
    const undone = (orders: readonly DispatchOrder[]) => t("undone", { codes: codesOf(orders) });
    const ids = (orders: readonly DispatchOrder[]) => orders.map(({ id }) => id);
    return {
      commands,
      news,
      isBusy,
      canUndo: last !== null,
      give: (orders, rider, reason) =>
        run(
          [() => assign(ids(orders), rider.id, reason)],
          t("given", { codes: codesOf(orders), rider: rider.name }),
          { sends: giveBack(orders, commands, t("undo_reason")), text: undone(orders) },
        ),
      release: (orders, reason) =>
        run([() => assign(ids(orders), null, reason)], t("released", { codes: codesOf(orders) }), {
          sends: giveBack(orders, commands, t("undo_reason")),
          text: undone(orders),
        }),
      recall: (order) => {
        const { offer } = order;
        if (offer === null) return Promise.resolve(false);
        return run([() => recall(offer.id)], t("recalled", { code: order.order_code }), null);
      },
      pin: (order, rider) =>
        run(
          [() => pin(order.id, rider?.id ?? null)],
          rider === null
            ? t("unpinned", { code: order.order_code })
            : t("pinned", { code: order.order_code, rider: rider.name }),
          { sends: [() => pin(order.id, order.pinned_rider_id)], text: undone([order]) },
        ),
      undo: () => (last === null ? Promise.resolve(false) : run(last.sends, last.text, null)),
    };
  }, [commands, isBusy, last, news, run, t]);
}
