"use client";

import { useTranslations } from "next-intl";
import { lazy, memo, Suspense, useCallback, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { Ticket } from "@/components/ui/ticket";
import { useStore } from "@/hooks/board/store-context";
import type { ActionProblem } from "@/hooks/board/use-order-actions";
import { useClock } from "@/hooks/browser/use-now";
import type { PressQueue } from "@/lib/board/client/press";
import { columnOf } from "@/lib/board/model/columns";
import { headUrgencyOf } from "@/lib/board/model/deadlines";
import { runningTime } from "@/lib/broadcasts/client/maintenance";
import { nextSteps } from "@/lib/orders/model/lifecycle";
import type { BoardOrder, OrderActionName } from "@/lib/orders/model/schema";
import { loadTicketMenu } from "./load-ticket-menu";
import { loadTicketProblem } from "./load-ticket-problem";
import { loadTicketWaiting } from "./load-ticket-waiting";
import { shortCode } from "./short-code";
import { TicketActions, type TicketActionsProps } from "./ticket-actions";
import type { TicketHandlers } from "./ticket-handlers";
import { TicketItems } from "./ticket-items";
import { TicketMeta } from "./ticket-meta";
import { AllergyBand, TestBand, TicketNote } from "./ticket-notes";
import { AcceptRing, TicketTimer } from "./ticket-timer";

const TicketProblem = lazy(loadTicketProblem);
const TicketWaiting = lazy(loadTicketWaiting);
const TicketMenu = lazy(loadTicketMenu);

type MenuProps = Pick<TicketActionsProps, "order" | "allowed" | "handlers">;

/**
 * Lies over the head, which opens it. Not rendered again without need: an update before its code has come would replace a
 * button that may have been pressed.
 */
const DeferredMenu = memo(
  (props: MenuProps) => (
    <Suspense fallback={null}>
      <TicketMenu {...props} />
    </Suspense>
  ),
  (before, now) =>
    before.order === now.order &&
    before.handlers === now.handlers &&
    before.allowed.join() === now.allowed.join(),
);

export interface OrderTicketProps {
  order: BoardOrder;
  /** To prepare, as a person has chosen them; null: until the time that the customer was told. */
  minutes: number | null;
  /** Roving tabindex: arrow keys move on from this ticket. */
  isTabStop: boolean;
  /** True for a ticket that arrived while the board was open or changed its column. */
  settles: boolean;
  pending: OrderActionName | undefined;
  problem: ActionProblem | undefined;
  /** The presses on this order that could not be sent yet. */
  waiting: PressQueue | undefined;
  handlers: TicketHandlers;
}

export const OrderTicket = memo(function OrderTicket({
  order,
  minutes,
  isTabStop,
  settles,
  pending,
  problem,
  waiting,
  handlers,
}: OrderTicketProps) {
  const t = useTranslations("partner");
  const { roles, renderedAt } = useStore();
  const column = columnOf(order);
  const urgencyAt = useCallback(
    (now: number) =>
      headUrgencyOf(order, column === "new" ? runningTime(Date.parse(order.created_at), now) : now),
    [order, column],
  );
  const urgency = useClock(urgencyAt, renderedAt);
  const code = shortCode(order.order_code);
  const allowed = roles.flatMap((role) => nextSteps(order, role));
  const stage = t(`column.${column}`);
  const [arrives] = useState(settles);
  const article = useRef<HTMLElement>(null);

  // Removing a focused ticket moves the focus to the body without an event, so the board is notified here.
  const leave = useEffectEvent(() => {
    if (article.current?.contains(document.activeElement)) handlers.leaves(order.id);
  });
  useLayoutEffect(() => () => leave(), []);

  return (
    <Ticket
      ref={article}
      stage={column}
      settles={arrives}
      data-order={order.id}
      data-code={order.order_code}
      data-urgency={urgency}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={t(order.is_test === true ? "ticket.name_test" : "ticket.name", {
        code,
        customer: order.customer_name,
        stage,
      })}
      onFocus={() => handlers.focused(order.id)}
      className="order-ticket"
    >
      <div className="ticket-top">
        <h3 className="ticket-code" translate="no">
          <span className="sr-only">ORD-</span>
          <span>{code}</span>
        </h3>
        {column === "new" ? (
          <AcceptRing order={order} urgency={urgency} />
        ) : (
          <TicketTimer order={order} urgency={urgency} />
        )}
        <DeferredMenu order={order} allowed={allowed} handlers={handlers} />
      </div>
      <TestBand order={order} />
      {waiting !== undefined && (
        <Suspense fallback={null}>
          <TicketWaiting presses={waiting} handlers={handlers} />
        </Suspense>
      )}
      <TicketMeta order={order} allowed={allowed} pending={pending} handlers={handlers} />
      <AllergyBand order={order} />
      <TicketItems order={order} handlers={handlers} />
      <TicketNote order={order} />
      {problem !== undefined && (
        <Suspense fallback={null}>
          <TicketProblem key={problemKey(problem)} order={order} problem={problem} handlers={handlers} />
        </Suspense>
      )}
      <TicketActions
        order={order}
        allowed={allowed}
        minutes={minutes}
        pending={pending}
        handlers={handlers}
      />
    </Ticket>
  );
});

function problemKey(problem: ActionProblem): string {
  return problem.kind === "overtaken" ? String(problem.entry.version) : problem.kind;
}
