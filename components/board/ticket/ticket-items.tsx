import { useTranslations } from "next-intl";
import { useKitchen } from "@/hooks/board/kitchen-context";
import { namedAllergens } from "@/lib/board/model/allergy";
import { columnOf } from "@/lib/board/model/columns";
import { optionLine } from "@/lib/board/model/kitchen/option-line";
import { groupByStation, splitByStation } from "@/lib/board/model/kitchen/stations";
import type { BoardOrder, OrderItem } from "@/lib/orders/model/schema";
import {
  linesByMadeDish,
  linesToMake,
  lineToMake,
  unavailableLine,
} from "@/lib/orders/model/unavailable/lines";
import { formatTime } from "@/lib/text/format";

/** Never truncated: a cook needs every line. Lines that another station makes are named while the order is prepared. */
export function TicketItems({ order }: { order: BoardOrder }) {
  const t = useTranslations("partner.ticket");
  const { stations, chosen, byDish, isExpediter } = useKitchen();
  const column = columnOf(order);
  if (column === "out") return <Lines order={order} items={linesToMake(order)} />;
  const lines = linesByMadeDish(order);
  if (column !== "preparing") return <Lines order={order} items={lines} />;
  if (isExpediter)
    return groupByStation(lines, stations).map(({ station, items }) => (
      <div key={station?.id ?? ""} className="ticket-station">
        {station !== null && <h4>{station.name}</h4>}
        <Lines order={order} items={items} />
      </div>
    ));
  const { own, alsoAt } = splitByStation(lines, chosen, byDish);
  return (
    <>
      <Lines order={order} items={own} />
      {alsoAt.length > 0 && <p className="ticket-also">{t("also_at", { list: alsoAt.join(", ") })}</p>}
    </>
  );
}

function Lines({ order, items }: { order: BoardOrder; items: readonly OrderItem[] }) {
  const t = useTranslations("partner.ticket");
  const { litDish } = useKitchen();
  return (
    <ul className="ticket-items">
      {items.map((item) => {
        const made = lineToMake(order, item);
        const options = made?.options ?? [];
        const named = made === null ? [] : namedAllergens(order, made);
        return (
          <li key={item.id} data-lit={item.menu_item_id === litDish || undefined}>
            <b>
              <span>{item.quantity}</span>
              <span className="sr-only">{` ${t("times")}`}</span>
            </b>
            <span className="ticket-dish">
              <DishName order={order} item={item} isMade={made !== null} />
              {options.map((option) => (
                <Option key={option.id} option={option} />
              ))}
              {named.length > 0 && (
                <small className="ticket-danger">
                  <span aria-hidden="true" className="ticket-hazard" />
                  <span>{t("contains", { list: named.join(", ") })}</span>
                </small>
              )}
              {made !== null && <Note note={made.note} />}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

interface DishNameProps {
  order: BoardOrder;
  item: OrderItem;
  /** Whether the dish, or another one instead, is made. */
  isMade: boolean;
}

/**
 * Strikes a sold-out dish through and says so in words, until the order leaves. The options and the note of a dish that
 * is not made are struck through with it.
 */
function DishName({ order, item, isMade }: DishNameProps) {
  const t = useTranslations("partner.ticket");
  const line = unavailableLine(order, item);
  if (line === null || columnOf(order) === "out") return <span>{item.name}</span>;
  const { proposal, choice, answer_by } = line;
  return (
    <>
      <s>
        <span>{item.name}</span>
        {!isMade && item.options.map((option) => <Option key={option.id} option={option} />)}
        {!isMade && <Note note={item.note} />}
      </s>
      <small className="ticket-void">
        {t("sold_out", {
          became: choice ?? "asked",
          quantity: item.quantity,
          name: proposal?.name ?? "",
          time: formatTime(answer_by, order.time_zone),
        })}
      </small>
    </>
  );
}

function Note({ note }: { note: string }) {
  return note === "" ? null : <small className="ticket-note">{note}</small>;
}

function Option({ option }: { option: OrderItem["options"][number] }) {
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
