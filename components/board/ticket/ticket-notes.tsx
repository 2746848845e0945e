import { useTranslations } from "next-intl";
import { allergyNotes, isAboutAllergy } from "@/lib/board/model/allergy";
import type { BoardOrder } from "@/lib/orders/model/schema";

/** Stands under the head of an order that staff have placed to hear the alarm, so that nobody cooks it. */
export function TestBand({ order }: { order: BoardOrder }) {
  const t = useTranslations("partner.ticket");
  if (order.is_test !== true) return null;
  return (
    <p className="ticket-test">
      <strong>{t("test")}</strong>
      <span>{t("test_lead")}</span>
    </p>
  );
}

/** Stands above the dishes, and looks like nothing else on a ticket. */
export function AllergyBand({ order }: { order: BoardOrder }) {
  const t = useTranslations("partner.ticket");
  const notes = allergyNotes(order);
  if (notes.length === 0) return null;
  return (
    <div className="ticket-allergy">
      <span aria-hidden="true" className="ticket-hazard" />
      <p>{t("allergy")}</p>
      {notes.map(({ dish, note }) => (
        <strong key={`${dish} ${note}`}>{dish === null ? note : t("allergy_of", { dish, note })}</strong>
      ))}
    </div>
  );
}

export function TicketNote({ order }: { order: BoardOrder }) {
  const t = useTranslations("partner.ticket");
  if (order.note === "" || isAboutAllergy(order.note)) return null;
  return (
    <p className="ticket-note">
      <span className="sr-only">{`${t("note")}: `}</span>
      <span>{order.note}</span>
    </p>
  );
}
