import { vatGroups } from "@/lib/money/model/vat";
import type { PlaceOrder } from "@/lib/orders/model/schema";
import { soonestMinutes } from "@/lib/stores/model/delivery-time";
import type { StoreStatus } from "@/lib/stores/model/status/schema";
import { takesOrders } from "@/lib/stores/model/status/status";
import { doesReach, EVERYWHERE } from "@/lib/stores/model/zones/area";
import type { Area } from "@/lib/stores/model/zones/area-schema";
import type { Menu, MenuItem, MenuOption, Quote } from "./schema";

/** Ignores prices from the browser. */

type CartLine = PlaceOrder["items"][number];

/** What the columns of an order can hold. */
const TOTAL_LIMIT = 2_147_483_647;

export interface PricedLine {
  item: MenuItem;
  options: MenuOption[];
  quantity: number;
  unitPrice: number;
  /** The rate of its VAT in basis points. */
  vatBp: number;
  note: string;
}

type Problem = NonNullable<Quote["lines"][number]["problem"]>;

function problemOf(item: MenuItem, optionIds: readonly string[]): Problem | null {
  if (!item.available) return "item_unavailable";
  const chosen = new Set(optionIds);
  const known = item.options.filter((option) => chosen.has(option.id));
  if (known.length !== optionIds.length) return "option_gone";
  if (known.some((option) => !option.available)) return "option_unavailable";
  const groups = new Map(item.options.map((option) => [option.group.id, option.group]));
  for (const group of groups.values()) {
    const taken = known.filter((option) => option.group.id === group.id).length;
    if (taken < group.minimum) return "options_missing";
    if (taken > group.maximum) return "options_too_many";
  }
  return null;
}

/** `status` is the store's present one. For an address, `menu` has the store as it delivers there: `storeIn`. */
export function priceCart(
  menu: Menu,
  cart: readonly CartLine[],
  status: StoreStatus,
  area: Area = EVERYWHERE,
): { quote: Quote; lines: PricedLine[] } {
  const { tenant } = menu;
  const items = new Map(menu.categories.flatMap((category) => category.items.map((item) => [item.id, item])));
  const lines: PricedLine[] = [];
  const quoted = cart.map((line): Quote["lines"][number] => {
    const item = items.get(line.menu_item_id);
    if (item === undefined)
      return { menu_item_id: line.menu_item_id, name: null, unit_price: null, problem: "item_gone" };
    const options = item.options.filter((option) => line.option_ids.includes(option.id));
    const unitPrice = options.reduce((sum, option) => sum + option.price, item.price);
    const problem = problemOf(item, line.option_ids);
    if (problem === null) {
      const vatBp = item.vat_bp ?? tenant.dish_vat_bp;
      lines.push({ item, options, quantity: line.quantity, unitPrice, vatBp, note: line.note });
    }
    return { menu_item_id: item.id, name: item.name, unit_price: unitPrice, problem };
  });
  const itemsTotal = lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);
  const total = itemsTotal + tenant.delivery_fee + tenant.service_fee;
  return {
    lines,
    quote: {
      lines: quoted,
      items_total: itemsTotal,
      delivery_fee: tenant.delivery_fee,
      service_fee: tenant.service_fee,
      discount: 0,
      tip: 0,
      vat: vatGroups({
        dishes: lines.map((line) => ({ rate_bp: line.vatBp, amount: line.unitPrice * line.quantity })),
        fees: [{ rate_bp: tenant.fee_vat_bp, amount: tenant.delivery_fee + tenant.service_fee }],
        discount: 0,
        discount_kind: null,
      }),
      total,
      currency: tenant.currency,
      minimum_order: tenant.minimum_order,
      is_open: takesOrders(status),
      status,
      soonest_minutes: soonestMinutes(tenant, status),
      area,
      can_order:
        takesOrders(status) &&
        doesReach(area) &&
        lines.length === cart.length &&
        lines.length > 0 &&
        itemsTotal >= tenant.minimum_order &&
        total <= TOTAL_LIMIT,
    },
  };
}
