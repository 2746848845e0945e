import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { isChanged, linesByMadeDish } from "@/lib/orders/model/unavailable/lines";
import type { UnavailableLine } from "@/lib/orders/model/unavailable/schema";
import { columnOf } from "./columns";
import { type Chosen, type Station, splitByStation } from "./kitchen/stations";

/** The choices that decide which lines of an order a screen shows. */
interface Screen {
  readonly chosen: Chosen;
  readonly byDish: ReadonlyMap<string, Station>;
  readonly isExpediter: boolean;
}

/** Returns the ids of the lines that a ticket shows: of an order in preparation those of the screen's stations. */
function shownLines(order: BoardOrder, { chosen, byDish, isExpediter }: Screen): ReadonlySet<string> {
  const lines = linesByMadeDish(order);
  const isWhole = isExpediter || columnOf(order) !== "preparing";
  const shown = isWhole ? lines : splitByStation(lines, chosen, byDish).own;
  return new Set(shown.map(({ id }) => id));
}

/** Returns the lines of a ticket that stay marked until somebody acknowledges them: only while the order is prepared. */
export function changedLines(order: BoardOrder, screen: Screen): UnavailableLine[] {
  const { order_status, unavailable } = order;
  if (order_status !== "Preparing") return [];
  const shown = shownLines(order, screen);
  return unavailable.filter((line) => isChanged(line) && shown.has(line.order_item_id));
}

/** Returns the action that acknowledges what the ticket marks, and nothing that it does not show; null when there is nothing. */
export function acknowledgementOf(order: BoardOrder, screen: Screen): OrderAction | null {
  const order_item_ids = changedLines(order, screen).map((line) => line.order_item_id);
  return order_item_ids.length === 0 ? null : { name: "acknowledge_lines", order_item_ids };
}
