"use client";

import { useTranslations } from "next-intl";
import {
  type ReactElement,
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";
import { useActionWords } from "@/hooks/board/use-action-words";
import { orderInFocus } from "@/hooks/board/use-board-keys";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { insertGaps } from "@/lib/board/client/gaps";
import { pressToDiscard } from "@/lib/board/client/press-to-discard";
import { type Layout, placeOf } from "@/lib/board/client/selection";
import type { Column } from "@/lib/board/model/columns";
import { PRIMARY_STEPS } from "@/lib/board/model/steps";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { UNDO_SECONDS } from "@/lib/orders/model/terms";
import { type KeptGap, TicketGap, undoable } from "./ticket-gap";
import "./ticket-gap.css";

/** Adds to the tickets of a column. */
export type Arrange = (column: Column, tickets: ReactElement[]) => ReactElement[];

export interface StepUndoProps {
  board: RefObject<HTMLElement | null>;
  layout: Layout;
  hasSingleKeys: boolean;
  /** Receives the command of the key. */
  undoLast: RefObject<() => void>;
  /** Focuses a ticket, and guards it for a moment against keys that were meant for another one. */
  handOn: (orderId: string) => void;
  /** Whether the board, not the person, chose the ticket for the focus. */
  isHandedOn: (orderId: string | null) => boolean;
  onArrange: (arrange: () => Arrange) => void;
}

/** A gap that offers nothing is kept this long (ms). */
const KEPT_MS = 1_000;
/** A gap closes when nobody has touched its column for this long (ms). */
const QUIET_MS = 1_500;
const CHECK_MS = 250;
/** A second press of the key within this time (ms) does not undo another order's step. */
const REPEAT_MS = 500;

/**
 * Loads after the page. Keeps the place of a ticket that a press on this screen moved on, so that no other ticket slides
 * under the finger, and offers there to undo the step.
 */
export function StepUndo({
  board: root,
  layout,
  hasSingleKeys,
  undoLast,
  handOn,
  isHandedOn,
  onArrange,
}: StepUndoProps) {
  const t = useTranslations("partner");
  const announce = useAnnounce();
  const actionWords = useActionWords();
  const live = useLiveBoard();
  const { roles } = useStore();
  const { pending, change } = live.actions;
  const [gaps, setGaps] = useState<readonly KeptGap[]>([]);
  const pressed = useRef(new Map<string, Omit<KeptGap, "until" | "isOver">>());
  const undoing = useRef<{ id: string; focused: Element | null }>(null);
  const touched = useRef<{ column: string | undefined; at: number }>(null);

  const mayUndo = roles.includes("partner");
  const wasPending = useRef<typeof pending>(new Map());
  const record = useEffectEvent((now: typeof pending) => {
    const before = wasPending.current;
    wasPending.current = now;
    for (const [id, name] of now) {
      // The stream may move the ticket on before the answer arrives: its place is the one at the press. A press that waited
      // for the answer to the one before follows it in the same render.
      if (before.get(id) === name) continue;
      const place = placeOf(layout, id);
      const ticket = root.current?.querySelector<HTMLElement>(
        `.board-column [data-order="${CSS.escape(id)}"]`,
      );
      if (place === null || ticket == null) continue;
      const shown = [...(ticket.parentElement?.querySelectorAll<HTMLElement>(":scope > *") ?? [])];
      pressed.current.set(id, {
        id,
        column: place.column,
        below: shown
          .slice(shown.indexOf(ticket) + 1)
          .flatMap(({ dataset }) => dataset.order ?? dataset.gap ?? []),
        height: ticket.offsetHeight,
        step: mayUndo ? (PRIMARY_STEPS.find((step) => step === name) ?? null) : null,
      });
    }
  });
  useLayoutEffect(() => record(pending), [pending]);

  function isOwnDoing(id: string): boolean {
    if (pending.has(id)) return true;
    const order = live.board.orders.find((one) => one.id === id);
    return order !== undefined && live.actions.done.get(id)?.at === order.updated_at;
  }

  function welcomeBack(gap: KeptGap) {
    if (undoing.current?.id !== gap.id) return;
    const { focused } = undoing.current;
    undoing.current = null;
    const { activeElement: now, body } = document;
    // A person who has moved on meanwhile, for example into the search, keeps the focus.
    if (now === null || now === body || now === focused || isHandedOn(orderInFocus())) handOn(gap.id);
    const order = live.board.orders.find(({ id }) => id === gap.id);
    if (order === undefined) return;
    announce(t("undo.back", { code: shortCode(order.order_code), column: t(`column.${gap.column}`) }));
  }

  const follow = useEffectEvent((shown: Layout) => {
    const left = [...pressed.current.values()].filter(({ id, column }) => !shown[column].includes(id));
    for (const { id } of left) pressed.current.delete(id);
    const now = performance.now();
    const opened = left
      .filter(({ id }) => isOwnDoing(id))
      .map((gap) => ({
        ...gap,
        until: now + (gap.step === null ? KEPT_MS : UNDO_SECONDS.offered * 1_000),
        isOver: false,
      }));
    const isBack = ({ id, column }: KeptGap) => shown[column].includes(id);
    const back = gaps.filter(isBack);
    if (opened.length + back.length > 0) setGaps([...gaps.filter((gap) => !isBack(gap)), ...opened]);
    for (const gap of back) welcomeBack(gap);
  });
  useLayoutEffect(() => follow(layout), [layout]);

  const undo = useCallback(
    (order: BoardOrder) => {
      undoing.current = { id: order.id, focused: document.activeElement };
      void change(order, { name: "undo" }).then((isUndone) => {
        if (!isUndone) undoing.current = null;
      });
    },
    [change],
  );

  useLayoutEffect(() => {
    onArrange(
      () => (column, tickets) =>
        insertGaps<ReactElement, KeptGap>(
          tickets,
          gaps.filter((gap) => gap.column === column),
          (gap) => <TicketGap key={gap.id} gap={gap} hasSingleKeys={hasSingleKeys} onUndo={undo} />,
        ),
    );
  }, [gaps, hasSingleKeys, undo, onArrange]);

  const undoneAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    undoLast.current = () => {
      const now = performance.now();
      if (now - undoneAt.current < REPEAT_MS) return;
      const last = gaps.findLast((gap) => undoable(gap, live) !== null);
      const order = last === undefined ? null : undoable(last, live);
      const { presses, kept } = live.actions;
      const unsent = pressToDiscard(presses, order === null ? null : Date.parse(order.updated_at));
      if (unsent !== undefined) {
        undoneAt.current = now;
        kept.discard(unsent.key);
        const code = shortCode(unsent.orderCode);
        // The server may have got an attempt whose answer was lost.
        const words = unsent.tries > 0 ? "kept.given_up" : "kept.discarded";
        announce(t(words, { code, action: actionWords(unsent.action) }));
        return;
      }
      if (order === null) return;
      undoneAt.current = now;
      undo(order);
    };
  });

  const close = useEffectEvent(() => {
    const now = performance.now();
    const isBusy = (column: Column) =>
      touched.current !== null && touched.current.column === column && now - touched.current.at < QUIET_MS;
    const inFocus = document.activeElement?.closest<HTMLElement>("[data-gap]")?.dataset.gap;
    const kept = gaps.flatMap((gap) => {
      if (now < gap.until || pending.has(gap.id) || inFocus === gap.id) return [gap];
      if (!isBusy(gap.column)) return [];
      return [gap.isOver ? gap : { ...gap, isOver: true }];
    });
    if (kept.length < gaps.length || kept.some((gap, index) => gap !== gaps[index])) setGaps(kept);
  });
  const hasGaps = gaps.length > 0;
  useEffect(() => {
    if (!hasGaps) return;
    const touch = ({ target }: Event) => {
      const column = target instanceof Element ? target.closest<HTMLElement>("[data-column]") : null;
      touched.current = { column: column?.dataset.column, at: performance.now() };
    };
    const timer = setInterval(() => close(), CHECK_MS);
    document.addEventListener("pointerdown", touch);
    document.addEventListener("pointermove", touch);
    return () => {
      clearInterval(timer);
      document.removeEventListener("pointerdown", touch);
      document.removeEventListener("pointermove", touch);
    };
  }, [hasGaps]);
  return null;
}
