import type { Tip } from "@/lib/money/model/schema";
import { vatGroups } from "@/lib/money/model/vat";
import type { PlaceOrder } from "@/lib/orders/model/schema";
import { soonestMinutes } from "@/lib/stores/model/delivery-time";
import type { StoreStatus } from "@/lib/stores/model/status/schema";
import { takesOrders } from "@/lib/stores/model/status/status";
import { doesReach, EVERYWHERE } from "@/lib/stores/model/zones/area";
import type { Area } from "@/lib/stores/model/zones/area-schema";
import type { VoucherProblem } from "@/lib/vouchers/model/schema";
import { type Discount, discountOf, type TypedVoucher } from "@/lib/vouchers/model/terms";
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

/** What a customer adds to the dishes. */
export interface Extras {
  readonly tip?: Tip | null | undefined;
  readonly voucher?: TypedVoucher | null;
  /** When vouchers are checked; milliseconds since the epoch. */
  readonly now: number;
}

type VoucherOfQuote = NonNullable<Quote["voucher"]>;

function voucherOf({ code }: TypedVoucher, found: Discount | VoucherProblem): VoucherOfQuote {
  if (typeof found === "string")
    return { code, by: null, kind: null, percent_bp: null, problem: found, message: null };
  const { discount_by, discount_kind, discount_bp } = found;
  return {
    code,
    by: discount_by,
    kind: discount_kind,
    percent_bp: discount_bp,
    problem: null,
    message: null,
  };
}

/** `status` is the store's present one. For an address, `menu` has the store as it delivers there: `storeIn`. */
export function priceCart(
  menu: Menu,
  cart: readonly CartLine[],
  status: StoreStatus,
  area: Area = EVERYWHERE,
  { tip = null, voucher = null, now }: Extras = { now: 0 },
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
  const found =
    voucher === null
      ? null
      : discountOf(voucher, { tenant, itemsTotal, deliveryFee: tenant.delivery_fee, now });
  const discount = found === null || typeof found === "string" ? 0 : found.discount;
  const tipAmount = tip?.amount ?? 0;
  const total = itemsTotal + tenant.delivery_fee + tenant.service_fee - discount + tipAmount;
  return {
    lines,
    quote: {
      lines: quoted,
      items_total: itemsTotal,
      delivery_fee: tenant.delivery_fee,
      service_fee: tenant.service_fee,
      discount,
      tip: tipAmount,
      tip_to: tip === null || tipAmount === 0 ? null : tip.to,
      voucher: voucher === null || found === null ? null : voucherOf(voucher, found),
      vat: vatGroups({
        dishes: lines.map((line) => ({ rate_bp: line.vatBp, amount: line.unitPrice * line.quantity })),
        fees: [{ rate_bp: tenant.fee_vat_bp, amount: tenant.delivery_fee + tenant.service_fee }],
        discount,
        discount_kind: found === null || typeof found === "string" ? null : found.discount_kind,
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
