import { useTranslations } from "next-intl";
import { namedAllergens } from "@/lib/board/model/allergy";
import type { BoardOrder } from "@/lib/orders/model/schema";

/** Never truncated: a cook needs every line. */
export function TicketItems({ order }: { order: BoardOrder }) {
  const t = useTranslations("partner.ticket");
  return (
    <ul className="ticket-items">
      {order.items.map((item) => {
        const named = namedAllergens(order, item);
        return (
          <li key={item.id}>
            <b>
              <span>{item.quantity}</span>
              <span className="sr-only">{` ${t("times")}`}</span>
            </b>
            <span className="ticket-dish">
              <span>{item.name}</span>
              {item.options.length > 0 && (
                <small>{item.options.map((option) => option.name).join(" · ")}</small>
              )}
              {item.note !== "" && <small className="ticket-wish">{item.note}</small>}
              {named.length > 0 && (
                <small className="ticket-danger">
                  <span aria-hidden="true">▲ </span>
                  <span>{t("contains", { list: named.join(", ") })}</span>
                </small>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
