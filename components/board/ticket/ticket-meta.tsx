import { useTranslations } from "next-intl";
import { columnOf } from "@/lib/board/model/columns";
import { deadlineOf } from "@/lib/board/model/deadlines";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatMoney, formatTime } from "@/lib/text/format";
import { TicketPromise } from "./ticket-promise";

const DUE_WORDS = { preparing: "ready_by", ready: "leaves_by", out: "door_by" } as const;

export function TicketMeta({ order, minutes }: { order: BoardOrder; minutes: number }) {
  const t = useTranslations("partner.ticket");
  const column = columnOf(order);
  const deadline = deadlineOf(order);
  const leavesSoon = column === "ready" || column === "out";
  const { line1, postal_code, city, note } = order.address;
  const amount = formatMoney(order.final_amount, order.currency);
  const isCash = order.payment_method === "cash";
  return (
    <div className="ticket-meta">
      <p>
        <em translate="no">{order.customer_name}</em>
        <span className={isCash ? "ticket-cash" : undefined}>{t(isCash ? "cash" : "paid", { amount })}</span>
      </p>
      <p>
        {column === "new" && <TicketPromise order={order} minutes={minutes} />}
        {deadline !== null && column !== "new" && column !== "done" && (
          <em>
            {t(DUE_WORDS[column], {
              time: formatTime(new Date(deadline.due).toISOString(), order.time_zone),
            })}
          </em>
        )}
        {!leavesSoon && <span translate="no">{`${postal_code} ${city}`}</span>}
      </p>
      {leavesSoon && (
        <p>
          <span translate="no">{`${line1}, ${postal_code} ${city}`}</span>
          {note !== "" && <span className="ticket-door">{note}</span>}
        </p>
      )}
    </div>
  );
}
