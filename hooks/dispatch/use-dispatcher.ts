"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { useAnnounce } from "@/hooks/browser/use-announce";
import type { Result } from "@/lib/commands/result";
import type { DispatchOrder, DispatchRider, DispatchStore } from "@/lib/dispatch/model/dispatch-view";
import type { Assignment } from "@/lib/dispatch/model/dispatching";
import type { DispatchMode } from "@/lib/stores/model/delivery-settings";
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
  offerToAll(order: DispatchOrder): Promise<boolean>;
  setMode(store: DispatchStore, mode: DispatchMode): Promise<boolean>;
  pin(order: DispatchOrder, rider: Pick<DispatchRider, "id" | "name"> | null): Promise<boolean>;
  undo(): Promise<boolean>;
}

type Send = () => Promise<Result<unknown>>;
interface Undo {
  readonly sends: readonly Send[];
  readonly text: string;
}
/** What is said when it is done, and how to take it back. */
interface Done {
  readonly text: string;
  readonly undo: Undo | null;
}

const codesOf = (orders: readonly DispatchOrder[]) => orders.map(({ order_code }) => order_code).join(", ");
const idsOf = (orders: readonly DispatchOrder[]) => orders.map(({ id }) => id);

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
        assign(idsOf(all), riderId, reason),
  );
}

const pinBack = (orders: readonly DispatchOrder[], { pin }: DispatchCommands): Send[] =>
  orders.map(
    ({ id, pinned_rider_id }) =>
      () =>
        pin(id, pinned_rider_id),
  );

/** Carries out what a dispatcher decides, one thing after the other, and remembers how to take the last one back. */
export function useDispatcher(commands: DispatchCommands, readAgain: () => unknown): Dispatcher {
  const t = useTranslations("dispatch.screen.news");
  const announce = useAnnounce();
  const [news, setNews] = useState<DispatchNews | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [last, setLast] = useState<Undo | null>(null);
  const busy = useRef(false);

  const run = useCallback(
    async <Data>(send: () => Promise<Result<Data>>, doneOf: (data: Data) => Done): Promise<boolean> => {
      if (busy.current) return false;
      busy.current = true;
      setBusy(true);
      const result = await send().catch((): null => null);
      busy.current = false;
      setBusy(false);
      const done = result?.ok === true ? doneOf(result.data) : null;
      const problem = result === null || result.ok ? t("no_answer") : result.message;
      const told = { text: done?.text ?? problem, isProblem: done === null };
      setNews(told);
      announce({ message: told.text, urgent: told.isProblem });
      if (done !== null) setLast(done.undo);
      readAgain();
      return done !== null;
    },
    [announce, readAgain, t],
  );

  return useMemo(() => {
    const { assign, recall, offerToAll, setMode, pin } = commands;
    /** Each order is decided by itself. */
    function doneOf(
      orders: readonly DispatchOrder[],
      rider: DispatchRider | null,
      { assigned, pinned, refused }: Assignment,
    ): Done {
      const among = (ids: readonly string[]) => orders.filter(({ id }) => ids.includes(id));
      const [given, kept, left] = [among(assigned), among(pinned), among(refused)];
      const name = rider?.name ?? "";
      const told = [
        given.length === 0
          ? []
          : [t(rider === null ? "released" : "given", { codes: codesOf(given), rider: name })],
        kept.length === 0 ? [] : [t("kept", { codes: codesOf(kept), rider: name })],
        left.length === 0 ? [] : [t("refused", { codes: codesOf(left) })],
      ];
      const changed = [...given, ...kept];
      const sends = [...giveBack(given, commands, t("undo_reason")), ...pinBack(kept, commands)];
      return {
        text: told.flat().join(" · "),
        undo: changed.length === 0 ? null : { sends, text: t("undone", { codes: codesOf(changed) }) },
      };
    }
    return {
      commands,
      news,
      isBusy,
      canUndo: last !== null,
      give: (orders, rider, reason) =>
        run(
          () => assign(idsOf(orders), rider.id, reason),
          (data) => doneOf(orders, rider, data),
        ),
      release: (orders, reason) =>
        run(
          () => assign(idsOf(orders), null, reason),
          (data) => doneOf(orders, null, data),
        ),
      recall: async ({ asked, order_code }) =>
        asked.length > 0 &&
        run(
          () =>
            sendAll(
              asked.map(
                ({ offer_id }) =>
                  () =>
                    recall(offer_id),
              ),
            ),
          () => ({ text: t("recalled", { code: order_code }), undo: null }),
        ),
      offerToAll: (order) =>
        run(
          () => offerToAll(order.id),
          ({ asked }) => ({
            text: t("offered_to_all", { code: order.order_code, riders: asked }),
            undo: null,
          }),
        ),
      setMode: (store, mode) =>
        run(
          () => setMode(store, mode),
          (delivery) => ({
            text: t(`mode.${mode}`, { store: store.name }),
            undo: {
              sends: [() => setMode({ ...store, delivery }, store.delivery.dispatch_mode)],
              text: t(`mode.${store.delivery.dispatch_mode}`, { store: store.name }),
            },
          }),
        ),
      pin: (order, rider) =>
        run(
          () => pin(order.id, rider?.id ?? null),
          () => ({
            text:
              rider === null
                ? t("unpinned", { code: order.order_code })
                : t("pinned", { code: order.order_code, rider: rider.name }),
            undo: { sends: pinBack([order], commands), text: t("undone", { codes: order.order_code }) },
          }),
        ),
      undo: async () =>
        last !== null &&
        run(
          () => sendAll(last.sends),
          () => ({ text: last.text, undo: null }),
        ),
    };
  }, [commands, isBusy, last, news, run, t]);
}
