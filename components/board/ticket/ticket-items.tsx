import { lazy, Suspense } from "react";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { loadChangedItems } from "./load-changed-items";
import type { TicketHandlers } from "./ticket-handlers";
import { TicketLines } from "./ticket-lines";

const ChangedItems = lazy(loadChangedItems);

interface TicketItemsProps {
  order: BoardOrder;
  handlers: Pick<TicketHandlers, "change">;
}

/** Until the code of changed lines has come, order-ticket.css strikes those through. */
export function TicketItems({ order, handlers }: TicketItemsProps) {
  const lines = <TicketLines order={order} items={order.items} />;
  return order.unavailable.length === 0 ? (
    lines
  ) : (
    <Suspense fallback={lines}>
      <ChangedItems order={order} handlers={handlers} />
    </Suspense>
  );
}
