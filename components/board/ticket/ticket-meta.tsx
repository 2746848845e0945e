import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { columnOf } from "@/lib/board/model/columns";
import { deadlineOf } from "@/lib/board/model/deadlines";
import type { BoardOrder, OrderActionName } from "@/lib/orders/model/schema";
import { formatMoney, formatTime } from "@/lib/text/format";
import { loadTicketRider } from "./load-ticket-rider";
import { shortCode } from "./short-code";
import type { TicketHandlers } from "./ticket-handlers";

const TicketRider = lazy(loadTicketRider);

const DUE_WORDS = { preparing: "ready_by", ready: "leaves_by", out: "door_by" } as const;

interface TicketMetaProps {
  order: BoardOrder;
  allowed: readonly OrderActionName[];
  pending: OrderActionName | undefined;
  handlers: TicketHandlers;
}

export function TicketMeta({ order, allowed, pending, handlers }: TicketMetaProps) {
  const column = columnOf(order);
  if (column === "new")
    return <NewMeta order={order} allowed={allowed} pending={pending} handlers={handlers} />;
  const leavesSoon = column === "ready" || column === "out";
  return (
    <div className="ticket-meta">
      <p>
        <DueTime order={order} />
        <span translate="no">{order.customer_name}</span>
        {leavesSoon && order.payment_method === "cash" && <Payment order={order} />}
      </p>
      {(order.delivery_by === "riders" || order.rider_state !== "none") && (
        <Suspense fallback={null}>
          <TicketRider order={order} handlers={handlers} />
        </Suspense>
      )}
      {leavesSoon && <Door order={order} />}
    </div>
  );
}

/** Decline stands away from Accept. */
function NewMeta({ order, allowed, pending, handlers }: TicketMetaProps) {
  const t = useTranslations("partner.action");
  return (
    <div className="ticket-meta ticket-meta-new">
      <p>
        <em translate="no">{order.customer_name}</em>
        <Payment order={order} />
      </p>
      {allowed.includes("decline") && (
        <Button
          pending={pending === "decline"}
          aria-label={t("for_order", { action: t("decline"), code: shortCode(order.order_code) })}
          onClick={() => handlers.askReason(order)}
        >
          {t("decline")}
        </Button>
      )}
    </div>
  );
}

function Payment({ order }: { order: BoardOrder }) {
  const t = useTranslations("partner.ticket");
  const amount = formatMoney(order.final_amount, order.currency);
  const isCash = order.payment_method === "cash";
  return (
    <span className={isCash ? "ticket-cash" : undefined}>{t(isCash ? "cash" : "paid", { amount })}</span>
  );
}

/** When the food has to be where it goes next. */
function DueTime({ order }: { order: BoardOrder }) {
  const t = useTranslations("partner.ticket");
  const column = columnOf(order);
  const deadline = deadlineOf(order);
  if (deadline === null || column === "new" || column === "done") return null;
  const time = formatTime(new Date(deadline.due).toISOString(), order.time_zone);
  const words = t(DUE_WORDS[column], { time });
  return (
    <em title={words}>
      <span aria-hidden="true">{time}</span>
      <span className="sr-only">{words}</span>
    </em>
  );
}

function Door({ order }: { order: BoardOrder }) {
  const { line1, postal_code, city, note } = order.address;
  return (
    <>
      <p className="ticket-address">
        <span translate="no">{`${line1}, ${postal_code} ${city}`}</span>
      </p>
      {note !== "" && (
        <p className="ticket-note">
          <span>{note}</span>
        </p>
      )}
    </>
  );
}
