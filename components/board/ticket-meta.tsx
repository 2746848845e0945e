import { useTranslations } from "next-intl";
import { columnOf } from "@/lib/board/columns";
import { deadlineOf } from "@/lib/board/deadlines";
import { formatMoney, formatTime } from "@/lib/format";
import type { BoardOrder } from "@/lib/orders/schema";

const DUE_WORDS = { preparing: "ready_by", ready: "leaves_by", out: "door_by" } as const;

/** For whom, where to, when, and what there is still to be paid. */
export function TicketMeta({ order }: { order: BoardOrder }) {
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
        <em>{order.customer_name}</em>
        <span>{leavesSoon ? `${line1}, ${postal_code} ${city}` : `${postal_code} ${city}`}</span>
      </p>
      <p>
        {deadline !== null && column !== "new" && column !== "done" && (
          <em>
            {t(DUE_WORDS[column], {
              time: formatTime(new Date(deadline.due).toISOString(), order.time_zone),
            })}
          </em>
        )}
        <span className={isCash ? "ticket-cash" : undefined}>{t(isCash ? "cash" : "paid", { amount })}</span>
      </p>
      {leavesSoon && note !== "" && <p className="ticket-wish">{t("address_note", { note })}</p>}
    </div>
  );
}
