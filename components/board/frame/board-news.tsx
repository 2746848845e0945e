"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useEffectEvent, useRef } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { later } from "@/components/ui/later";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { type RaisedAlarm, useRaiseAlarms } from "@/hooks/board/raised-alarms";
import type { ActionProblem } from "@/hooks/board/use-order-actions";
import { useProblemWords } from "@/hooks/board/use-problem-words";
import { showToast } from "@/hooks/browser/show-toast";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { SINGLE_TOASTS, withArrival } from "@/lib/board/model/arrivals";
import { type Answered, isCancelledHere, newsSince, seenWith } from "@/lib/board/model/news";
import type { BoardOrder } from "@/lib/orders/model/schema";

/** Both apart, because the first load names every file of the part that it loads later. */
const BoardAlarms = lazy(
  later(async () => (await import("@/components/board/alarm/board-alarms")).BoardAlarms),
);
const StoreIntake = lazy(
  later(async () => (await import("@/components/board/intake/store-intake")).StoreIntake),
);

/**
 * Loads after the page, with the alarm and the control of the bar: orders that arrived since `shown`, the board that the server rendered, are news too. Screen readers
 * get the news from the alert region, batched, and not from the toasts.
 */
export function BoardNews({ shown }: { shown: readonly BoardOrder[] }) {
  const t = useTranslations("partner");
  const announce = useAnnounce();
  const { board, actions } = useLiveBoard();
  const raise = useRaiseAlarms();
  const seen = useRef<ReturnType<typeof seenWith>>(null);
  const problemWords = useProblemWords();

  const arrivals = useRef<readonly number[]>([]);

  function showArrived(order: BoardOrder) {
    arrivals.current = withArrival(arrivals.current, performance.now());
    const count = arrivals.current.length;
    // More than are seen at once become one: each costs a busy screen as much as its ticket.
    if (count > SINGLE_TOASTS)
      return showToast((toast) =>
        toast(<span aria-hidden="true">{t("news.arrived_burst", { count })}</span>, {
          id: "arrived",
          className: "toast-new",
        }),
      );
    showToast((toast) =>
      toast(<span aria-hidden="true">{t("news.arrived", { code: order.order_code })}</span>, {
        id: `arrived ${order.id}`,
        description: (
          <span aria-hidden="true">
            {t("news.arrived_detail", { customer: order.customer_name, count: order.total_qty })}
          </span>
        ),
        className: "toast-new",
      }),
    );
  }

  function tellArrived(order: BoardOrder) {
    showArrived(order);
    announce({
      message: t("news.arrived_said", { code: shortCode(order.order_code) }),
      urgent: true,
      burst: { kind: "arrived", summarize: (count) => t("news.arrived_burst", { count }) },
    });
  }

  /** Returns the alarm that it raises. */
  function tellCancelled(order: BoardOrder): RaisedAlarm[] {
    const why = order.cancel_reason === null ? null : t(`reason.${order.cancel_reason}`);
    showToast((toast) =>
      toast(<span aria-hidden="true">{t("news.cancelled", { code: order.order_code })}</span>, {
        id: `cancelled ${order.id}`,
        description: why === null ? undefined : <span aria-hidden="true">{why}</span>,
        className: "toast-cancelled",
      }),
    );
    const text = t("news.cancelled_said", { code: shortCode(order.order_code) });
    announce({
      message: text,
      urgent: true,
      burst: { kind: "cancelled", summarize: (count) => t("news.cancelled_burst", { count }) },
    });
    // The person who cancelled on this screen knows it. A cancellation from another device, or by the customer's answer,
    // may surprise the cook.
    if (isCancelledHere(order, actions)) return [];
    return [{ key: `cancelled ${order.id}`, kind: "order_cancelled", text }];
  }

  function tellAnswered({ order, lines }: Answered): RaisedAlarm {
    const list = lines
      .map(({ name, quantity, choice, proposal }) =>
        t("news.answered_line", {
          became: choice ?? "remove",
          line: name,
          quantity,
          name: proposal?.name ?? "",
        }),
      )
      .join(" · ");
    showToast((toast) =>
      toast(<span aria-hidden="true">{t("news.answered", { code: order.order_code })}</span>, {
        id: `answered ${order.id} ${order.version}`,
        description: <span aria-hidden="true">{list}</span>,
      }),
    );
    const text = t("news.answered_said", { code: shortCode(order.order_code), list });
    announce({ message: text, urgent: true });
    return { key: `changed ${order.id}`, kind: "order_changed", text };
  }

  const tell = useEffectEvent((orders: readonly BoardOrder[]) => {
    const before = seen.current ?? seenWith(new Map(), shown);
    seen.current = seenWith(before, orders);
    const { arrived, cancelled, answered, fetched } = newsSince(before, orders);
    for (const order of arrived) tellArrived(order);
    for (const { order_code, rider_name } of fetched)
      announce(t("rider.here", { name: rider_name ?? "", code: shortCode(order_code) }));
    raise([...cancelled.flatMap(tellCancelled), ...answered.map(tellAnswered)]);
  });
  useEffect(() => tell(board.orders), [board.orders]);

  const told = useRef(new WeakSet<ActionProblem>());
  const tellProblems = useEffectEvent((problems: ReadonlyMap<string, ActionProblem>) => {
    for (const [orderId, problem] of problems) {
      if (told.current.has(problem)) continue;
      told.current.add(problem);
      const order = board.orders.find((one) => one.id === orderId);
      const { happened, todo } = problemWords(problem);
      const code = order === undefined ? "" : shortCode(order.order_code);
      showToast((toast) =>
        toast.error(t("problem.toast", { code, sentence: happened }), {
          id: `problem ${orderId}`,
          description: todo ?? undefined,
        }),
      );
    }
  });
  useEffect(() => tellProblems(actions.problems), [actions.problems]);
  return (
    <>
      <Suspense>
        <BoardAlarms />
      </Suspense>
      <Suspense>
        <StoreIntake />
      </Suspense>
    </>
  );
}
