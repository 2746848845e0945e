import { isOrderable, optionGroups } from "@/lib/cart/model/choice";
import { priceCart } from "@/lib/menu/model/pricing";
import type { Menu, MenuItem } from "@/lib/menu/model/schema";
import type { PlaceOrder } from "@/lib/orders/model/schema";
import { statusAt, takesOrders } from "@/lib/stores/model/status/status";
import type { Random } from "./random";

type Line = PlaceOrder["items"][number];

const DISH_NOTES = ["no onions, please", "extra hot", "cut in half", "sauce on the side", "pas trop salé 🙏"];
const ORDER_NOTES = [
  "The bell is broken, please call.",
  "Leave it at the door.",
  "Allergic to nuts!",
  "It's a birthday 🎂",
  "Grazie <3",
];
const STREETS = ["Harbour Street", "Mill Lane", "Station Road", "Old Quay", "Garden Row", "Lighthouse Hill"];
const DOORS = ["", "", "2nd floor, left", "Ring at Moreau", "Back yard, blue door"];

function pickLine(item: MenuItem, random: Random): Line {
  const chosen = optionGroups(item).flatMap(({ minimum, maximum, options }) => {
    const available = options.filter((option) => option.available);
    const wanted = random.chance(0.4) ? minimum + random.whole(0, 2) : minimum;
    return random.sample(available, Math.min(wanted, maximum));
  });
  return {
    menu_item_id: item.id,
    quantity: random.pick([1, 1, 1, 1, 2, 2, 3]),
    option_ids: chosen.map((option) => option.id),
    note: random.chance(0.15) ? random.pick(DISH_NOTES) : "",
  };
}

/** Adds dishes until the restaurant's minimum is reached. Returns null when nothing can be ordered. */
export function pickOrder(menu: Menu, random: Random): PlaceOrder | null {
  const dishes = menu.categories.flatMap((category) => category.items).filter(isOrderable);
  const status = statusAt(menu.tenant, Date.now());
  if (dishes.length === 0 || !takesOrders(status)) return null;
  const items = random.sample(dishes, random.whole(1, 4)).map((dish) => pickLine(dish, random));
  let { quote } = priceCart(menu, items, status);
  // An order has at most 50 lines; a menu of free dishes would never reach a minimum.
  while (!quote.can_order && items.length < 50) {
    items.push(pickLine(random.pick(dishes), random));
    ({ quote } = priceCart(menu, items, status));
  }
  if (!quote.can_order) return null;
  return {
    tenant_id: menu.tenant.id,
    items,
    address: {
      line1: `${random.pick(STREETS)} ${random.whole(1, 80)}`,
      city: menu.tenant.city,
      postal_code: String(random.whole(24_100, 24_199)),
      note: random.pick(DOORS),
    },
    payment_method: random.chance(0.5) ? "cash" : "demo_card",
    note: random.chance(0.2) ? random.pick(ORDER_NOTES) : "",
    expected_total: quote.total,
  };
}
