import * as z from "zod/mini";
import { mapItems } from "@/lib/menu/model/follow";
import type { Menu } from "@/lib/menu/model/schema";
import { idSchema } from "@/lib/text/id";
import type { Edited } from "./edit";
import { faultOfItem } from "./faults";
import { MENU_LIMITS, priceSchema } from "./input";

export interface PriceRule {
  /** Percent (`10` is ten per cent more), or minor units. Negative: cheaper. */
  by: { kind: "percent"; percent: number } | { kind: "amount"; amount: number };
  /** The new price is a multiple of this, in minor units. 1: no rounding. */
  step: number;
  /** Only these categories; null: all. */
  categoryIds: readonly string[] | null;
}

export interface PriceChange {
  item_id: string;
  name: string;
  was: number;
  now: number;
}

/** Rounds half up, and keeps a dish that cost something from becoming free. */
function newPrice(price: number, { by, step }: PriceRule): number {
  // By whole hundredths of a per cent: 1.1 × 1290 is not exactly 1419 in binary.
  const raw =
    by.kind === "percent" ? (price * (10_000 + Math.round(by.percent * 100))) / 10_000 : price + by.amount;
  const rounded = Math.floor(raw / step + 0.5) * step;
  const lowest = price === 0 ? 0 : Math.min(step, price);
  return Math.min(Math.max(rounded, lowest), MENU_LIMITS.price);
}

/** Returns the dishes whose price would change. Dishes that cost nothing stay free of charge. */
export function previewPrices(menu: Menu, rule: PriceRule): PriceChange[] {
  return menu.categories
    .filter(({ id }) => rule.categoryIds === null || rule.categoryIds.includes(id))
    .flatMap(({ items }) =>
      items.flatMap(({ id, name, price }) => {
        const now = price === 0 ? 0 : newPrice(price, rule);
        return now === price ? [] : [{ item_id: id, name, was: price, now }];
      }),
    );
}

export const priceListSchema = z
  .array(z.object({ item_id: idSchema, price: priceSchema }))
  .check(z.minLength(1), z.maxLength(MENU_LIMITS.items));
type PriceList = z.infer<typeof priceListSchema>;

export function applyPrices(menu: Menu, prices: PriceList): Edited {
  const priceOf = new Map(prices.map(({ item_id, price }) => [item_id, price]));
  const changed = menu.categories.flatMap(({ items }) =>
    items.flatMap((item) => {
      const price = priceOf.get(item.id);
      return price === undefined ? [] : [{ ...item, price }];
    }),
  );
  if (changed.length < priceOf.size) return { ok: false, fault: "item_gone" };
  const [fault = null] = changed.flatMap((item) => faultOfItem(item) ?? []);
  if (fault !== null) return { ok: false, fault };
  const byId = new Map(changed.map((item) => [item.id, item]));
  return { ok: true, menu: mapItems(menu, (item) => byId.get(item.id) ?? item) };
}
