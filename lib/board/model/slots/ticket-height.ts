import { mentionsAllergy } from "@/lib/board/model/allergy";
import { columnOf } from "@/lib/board/model/columns";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { isChanged } from "@/lib/orders/model/unavailable/lines";

/** CSS pixels at size A, as order-ticket.css draws them, without lines that wrap. */
const HEAD = 46;
const META = 24;
const NEW_META = 48;
const LINE = 26;
const DETAIL = 22;
const NOTE = 36;
const ALLERGY = 90;
const CHANGES = 52;
const STEP = 60;
const SPACE = 24;

/** Estimates how much of a slot a ticket takes, so that the server and each device place tickets alike. */
export function ticketHeight(order: BoardOrder): number {
  const column = columnOf(order);
  const details = order.items.reduce(
    (sum, { options, note }) => sum + options.length + (note === "" ? 0 : 1),
    order.unavailable.length,
  );
  const isAllergic = mentionsAllergy(order);
  return (
    HEAD +
    (column === "new" ? NEW_META : column === "preparing" ? META : 2 * META) +
    order.items.length * LINE +
    details * DETAIL +
    (isAllergic ? ALLERGY : order.note === "" ? 0 : NOTE) +
    (order.unavailable.some(isChanged) ? CHANGES : 0) +
    STEP +
    SPACE
  );
}

/** Returns how many slots of this height (CSS pixels) the tickets fill. */
export function slotsFilled(heights: readonly number[], capacity: number): number {
  return Math.ceil(heights.reduce((sum, height) => sum + height, 0) / capacity);
}
