import type { DecidedOrder } from "@/lib/orders/model/changing-fields";
import { ANSWER_MINUTES } from "@/lib/orders/model/terms";
import type { SoldOutChoice, UnavailableLine } from "@/lib/orders/model/unavailable/schema";
import { settle } from "@/lib/orders/model/unavailable/settle";
import { withdrawProposals } from "@/lib/orders/model/unavailable/withdraw";
import { conflict, defineAction, type Kitchen, later, type OrderedLine, type Outcome } from "./define-action";
import { markUnavailableRule } from "./rules";

interface Marked {
  line: UnavailableLine;
  /** What the customer wished for in general; null: the customer is asked. */
  choice: SoldOutChoice | null;
}

const invalid = (refusal: Extract<Outcome, { refusal: unknown }>["refusal"]): Outcome => ({
  refusal,
  code: "invalid",
});

/** Returns what follows for a line for which nothing is proposed; null: the customer is asked. */
function withoutProposal({ if_sold_out }: DecidedOrder): SoldOutChoice | null {
  if (if_sold_out === "ask") return null;
  return if_sold_out === "replace" ? "remove" : if_sold_out;
}

/** A dish with allergens that the customer did not order is never sent without asking. */
function choiceFor(
  order: DecidedOrder,
  line: OrderedLine,
  proposal: UnavailableLine["proposal"],
): SoldOutChoice | null {
  if (order.if_sold_out !== "replace" || proposal === null) return withoutProposal(order);
  return proposal.allergens.every((allergen) => line.allergens.includes(allergen)) ? "replace" : null;
}

/** The lines of this order that are marked already, and those that `items` mark. */
function soldOutDishes(
  { unavailable }: DecidedOrder,
  items: readonly { order_item_id: string }[],
  { lines }: Kitchen,
): ReadonlySet<string> {
  const marked = new Set([...unavailable, ...items].map(({ order_item_id }) => order_item_id));
  return new Set(lines.filter(({ id }) => marked.has(id)).map(({ menu_item_id }) => menu_item_id));
}

function markedLine(
  order: DecidedOrder,
  { order_item_id, proposal: dishId }: { order_item_id: string; proposal: string | null },
  { lines, dishes }: Kitchen,
  soldOut: ReadonlySet<string>,
  answerBy: string,
): Marked | Outcome {
  const line = lines.find(({ id }) => id === order_item_id);
  if (line === undefined) return invalid("line_unknown");
  if (order.unavailable.some((known) => known.order_item_id === line.id))
    return conflict("already_unavailable");
  const dish = dishId === null ? null : dishes.find(({ id }) => id === dishId);
  if (dish === undefined || (dish !== null && soldOut.has(dish.id))) return invalid("proposal_impossible");
  const amount = line.unit_price * line.quantity;
  const proposal = dish && {
    menu_item_id: dish.id,
    name: dish.name,
    amount: Math.min(amount, dish.price * line.quantity),
    allergens: [...dish.allergens],
    vat_bp: dish.vat_bp,
  };
  return {
    line: {
      order_item_id: line.id,
      name: line.name,
      quantity: line.quantity,
      amount,
      vat_bp: line.vat_bp,
      proposal,
      answer_by: answerBy,
      choice: null,
      decided_at: null,
      acknowledged_at: null,
    },
    choice: choiceFor(order, line, proposal),
  };
}

export const markUnavailable = /* @__PURE__ */ defineAction(markUnavailableRule, {
  fields: ({ unavailableItems }) => ({ items: unavailableItems }),
  wrongStatus: "not_preparing",
  effect: (order, { items }, circumstances) => {
    if (new Set(items.map(({ order_item_id }) => order_item_id)).size < items.length)
      return invalid("line_twice");
    const answerBy = later(circumstances.now, ANSWER_MINUTES);
    const soldOut = soldOutDishes(order, items, circumstances.kitchen);
    const marked: Marked[] = [];
    for (const item of items) {
      const made = markedLine(order, item, circumstances.kitchen, soldOut, answerBy);
      if (!("line" in made)) return made;
      marked.push(made);
    }
    const known = withdrawProposals(order.unavailable, soldOut);
    // Whoever wished for a replacement has nothing to choose once there is none.
    const withdrawn = known.filter((line, index) => line !== order.unavailable[index]);
    const asked = { ...order, unavailable: [...known, ...marked.map(({ line }) => line)] };
    const choices = new Map([
      ...withdrawn.map((line) => [line.order_item_id, withoutProposal(order)] as const),
      ...marked.map(({ line, choice }) => [line.order_item_id, choice] as const),
    ]);
    return settle(asked, circumstances, ({ order_item_id }) => choices.get(order_item_id) ?? null);
  },
});
