import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { OrderSummary, TimelineEntry } from "@/lib/orders/model/schema";

/**
 * An acknowledgement, of an order or of its lines, changes nothing that a press depends on; neither does which rider comes for
 * the order, or is there.
 */
const isDecisive = ({ action, from_status, to_status }: TimelineEntry) =>
  from_status !== to_status || !/^acknowledge|_rider$|^rider_/.test(action);

/** Returns true when only acknowledgements and the like happened: the action can then be repeated without asking. */
export function isHarmless(since: readonly TimelineEntry[]): boolean {
  return since.length > 0 && !since.some(isDecisive);
}

export function decisiveChange(since: readonly TimelineEntry[]): TimelineEntry | null {
  return since.findLast(isDecisive) ?? null;
}

/** Returns true for a refused press on lines of which none is marked any more: a colleague has pressed the same. */
export function isDoneAlready(
  action: OrderAction,
  { unavailable }: Pick<OrderSummary, "unavailable">,
): boolean {
  return (
    action.name === "acknowledge_lines" &&
    !unavailable.some(
      ({ order_item_id: id, acknowledged_at }) =>
        acknowledged_at === null && action.order_item_ids.includes(id),
    )
  );
}
