import { useTranslations } from "next-intl";
import { allergensOf, mentionsAllergy } from "@/lib/board/model/allergy";
import type { BoardOrder } from "@/lib/orders/model/schema";

export function TicketNotes({ order }: { order: BoardOrder }) {
  const t = useTranslations("partner.ticket");
  // Allergens matter until the food has left the kitchen.
  const isMade = order.ready_at !== null;
  const allergens = isMade ? [] : allergensOf(order);
  return (
    <>
      {order.note !== "" && (
        <p className="ticket-note">
          <span className="sr-only">{`${mentionsAllergy(order) ? t("allergy") : t("note")}: `}</span>
          <span>{order.note}</span>
        </p>
      )}
      {allergens.length > 0 && (
        <p className="ticket-allergens">{t("allergens", { list: allergens.join(", ") })}</p>
      )}
    </>
  );
}
