import { isOrderable, optionGroups } from "@/lib/cart/model/choice";
import type { Menu } from "@/lib/menu/model/schema";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { OrderItem } from "@/lib/orders/model/schema";
import type { SoldOutChoice } from "@/lib/orders/model/unavailable/schema";

/** The kitchen says that the first line of an accepted order is out; the customer decides about it. */
export type SoldOut = { sold_out: "mark" } | { sold_out: "answer"; choice: SoldOutChoice };

type Line = Pick<OrderItem, "id" | "menu_item_id">;

/** A dish that is on, that needs no choice of options, and that the order lacks; null when there is none. */
function proposalFor(lines: readonly Line[], menu: Menu): string | null {
  const dish = menu.categories
    .flatMap(({ items }) => items)
    .find(
      (item) =>
        isOrderable(item) &&
        optionGroups(item).every(({ minimum }) => minimum === 0) &&
        lines.every(({ menu_item_id }) => menu_item_id !== item.id),
    );
  return dish?.id ?? null;
}

/** Returns the action of `POST /api/orders/:id/actions`. Without a menu, no dish is proposed, and none taken instead. */
export function soldOutAction(what: SoldOut, lines: readonly Line[], menu: Menu | null): OrderAction {
  const [line] = lines;
  if (line === undefined) throw new Error("An order without lines cannot be out of one");
  const order_item_id = line.id;
  if (what.sold_out === "mark") {
    const proposal = menu && proposalFor(lines, menu);
    return { name: "mark_unavailable", items: [{ order_item_id, proposal }] };
  }
  const choice = menu === null && what.choice === "replace" ? "remove" : what.choice;
  return { name: "answer_unavailable", choices: [{ order_item_id, choice }] };
}
