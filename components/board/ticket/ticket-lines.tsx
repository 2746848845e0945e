import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Words } from "@/components/ui/words";
import { useKitchen } from "@/hooks/board/kitchen-context";
import { namedAllergens } from "@/lib/board/model/allergy";
import { columnOf } from "@/lib/board/model/columns";
import { optionLine } from "@/lib/board/model/kitchen/option-line";
import { groupByStation, splitByStation } from "@/lib/board/model/kitchen/stations";
import type { BoardOrder, OrderItem } from "@/lib/orders/model/schema";
import { unavailableLine } from "@/lib/orders/model/unavailable/lines";

interface TicketLinesProps {
  order: BoardOrder;
  items: readonly OrderItem[];
  /** By line, in place of the dish's name. */
  heads?: ReadonlyMap<string, ReactNode> | undefined;
}

/** Never truncated: a cook needs every line. Lines that another station makes are named while the order is prepared. */
export function TicketLines({ order, items: lines, heads }: TicketLinesProps) {
  const t = useTranslations("partner.ticket");
  const { stations, chosen, byDish, isExpediter } = useKitchen();
  if (columnOf(order) !== "preparing") return <Lines order={order} items={lines} heads={heads} />;
  if (isExpediter)
    return groupByStation(lines, stations).map(({ station, items }) => (
      <div key={station?.id ?? ""} className="ticket-station">
        {station !== null && <h4>{station.name}</h4>}
        <Lines order={order} items={items} heads={heads} />
      </div>
    ));
  const { own, alsoAt } = splitByStation(lines, chosen, byDish);
  return (
    <>
      <Lines order={order} items={own} heads={heads} />
      {alsoAt.length > 0 && <p className="ticket-also">{t("also_at", { list: alsoAt.join(", ") })}</p>}
    </>
  );
}

function Lines({ order, items, heads }: TicketLinesProps) {
  const t = useTranslations("partner.ticket");
  const { litDish } = useKitchen();
  return (
    <ul className="ticket-items">
      {items.map((item) => {
        const named = namedAllergens(order, item);
        return (
          <li
            key={item.id}
            data-lit={item.menu_item_id === litDish || undefined}
            data-void={unavailableLine(order, item) !== null || undefined}
          >
            <b>
              <span>{item.quantity}</span>
              <span className="sr-only">{` ${t("times")}`}</span>
            </b>
            <span className="ticket-dish">
              <Words>{heads?.get(item.id) ?? <span>{item.name}</span>}</Words>
              {item.options.map((option) => (
                <Option key={option.id} option={option} />
              ))}
              {named.length > 0 && (
                <small className="ticket-danger">
                  <span aria-hidden="true" className="ticket-hazard" />
                  <span>{t("contains", { list: named.join(", ") })}</span>
                </small>
              )}
              <Note note={item.note} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

export function Note({ note }: { note: string }) {
  return note === "" ? null : <small className="ticket-note">{note}</small>;
}

export function Option({ option }: { option: OrderItem["options"][number] }) {
  const t = useTranslations("partner.ticket");
  const { kind, text } = optionLine(option);
  return (
    <small className="ticket-option">
      {kind === "no" && <b className="ticket-no">{t("no")}</b>}
      {kind === "more" && <span>+</span>}
      <span>{text}</span>
    </small>
  );
}
