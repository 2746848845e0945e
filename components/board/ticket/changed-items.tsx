import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useKitchen } from "@/hooks/board/kitchen-context";
import { useStore } from "@/hooks/board/store-context";
import { useAnswerEnd } from "@/hooks/orders/use-answer-end";
import { columnOf } from "@/lib/board/model/columns";
import { acknowledgementOf, changedLines } from "@/lib/board/model/line-changes";
import type { BoardOrder, OrderItem } from "@/lib/orders/model/schema";
import {
  linesByMadeDish,
  linesToMake,
  lineToMake,
  unavailableLine,
} from "@/lib/orders/model/unavailable/lines";
import type { UnavailableLine } from "@/lib/orders/model/unavailable/schema";
import { formatTime } from "@/lib/text/format";
import { shortCode } from "./short-code";
import type { TicketHandlers } from "./ticket-handlers";
import { Note, Option, TicketLines } from "./ticket-lines";
import "./changed-items.css";

interface ChangedItemsProps {
  order: BoardOrder;
  handlers: Pick<TicketHandlers, "change">;
}

/**
 * The lines of an order of which something was sold out. Each such line is struck through, and says in words what becomes of
 * it, until that is acknowledged or the order leaves; then the lines are those that are made.
 */
export function ChangedItems({ order, handlers }: ChangedItemsProps) {
  // The lines below are as they are made.
  const made = { ...order, unavailable: [] };
  if (columnOf(order) === "out") return <TicketLines order={made} items={linesToMake(order)} />;
  const lines = linesByMadeDish(order).map((item) => shownLine(order, item));
  const heads = new Map(lines.flatMap(({ item, head }) => (head === null ? [] : [[item.id, head]])));
  return (
    <>
      <TicketLines order={made} items={lines.map(({ item }) => item)} heads={heads} />
      <Acknowledge order={order} handlers={handlers} />
    </>
  );
}

function shownLine(order: BoardOrder, item: OrderItem) {
  const line = unavailableLine(order, item);
  const made = lineToMake(order, item);
  const isMarked = line !== null && line.acknowledged_at === null;
  return {
    item: made ?? { ...item, options: [], allergens: [], note: "" },
    head: isMarked ? (
      <ChangedDish item={item} line={line} isMade={made !== null} timeZone={order.time_zone} />
    ) : null,
  };
}

interface ChangedDishProps {
  item: OrderItem;
  line: UnavailableLine;
  /** Whether another dish is made instead. */
  isMade: boolean;
  timeZone: string;
}

/** The options and the note of a dish that is not made are struck through with it. */
function ChangedDish({ item, line, isMade, timeZone }: ChangedDishProps) {
  const t = useTranslations("partner.ticket");
  const { proposal, choice } = line;
  const answerBy = useAnswerEnd(line.answer_by);
  return (
    <>
      <s>
        <span>{item.name}</span>
        {!isMade && item.options.map((option) => <Option key={option.id} option={option} />)}
        {!isMade && <Note note={item.note} />}
      </s>
      <small className="ticket-void" data-changed={choice !== null || undefined}>
        {t("sold_out", {
          became: choice ?? "asked",
          quantity: item.quantity,
          name: proposal?.name ?? "",
          time: formatTime(answerBy, timeZone),
        })}
      </small>
    </>
  );
}

/** One press acknowledges all changes that this ticket marks, on every board of the store. Those of other stations stay. */
function Acknowledge({ order, handlers }: ChangedItemsProps) {
  const t = useTranslations("partner");
  const { roles } = useStore();
  const kitchen = useKitchen();
  const action = acknowledgementOf(order, kitchen);
  if (action === null) return null;
  const does = t("action.acknowledge_lines");
  return (
    <div className="ticket-changes">
      <p>{t("ticket.changed", { count: changedLines(order, kitchen).length })}</p>
      {roles.includes("partner") && (
        <Button
          size="sm"
          aria-label={t("action.for_order", { action: does, code: shortCode(order.order_code) })}
          onClick={(event) => {
            // The button goes away, and the focus must not go with it.
            event.currentTarget.closest("article")?.focus();
            handlers.change(order, action);
          }}
        >
          {does}
        </Button>
      )}
    </div>
  );
}
