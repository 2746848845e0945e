import * as z from "zod/mini";
import { ARRIVAL_SPAN } from "@/lib/orders/model/terms";
import { soonestMinutes } from "@/lib/stores/model/delivery-time";
import { takesOrders } from "@/lib/stores/model/status/status";
import { fold } from "@/lib/text/fold";
import { givenText } from "@/lib/text/given-text";
import type { Storefront } from "./storefront";

/** A store is quick when an order arrives within this many minutes. */
export const QUICK_MINUTES = 30;

const pressed = z.catch(z.optional(z.literal("1")), undefined);

/** The query of the list of restaurants. What cannot be understood is left out. */
export const findSchema = z.object({
  q: z.catch(givenText(80), ""),
  cuisine: z.catch(givenText(80), ""),
  quick: pressed,
  free: pressed,
});
export type Find = z.infer<typeof findSchema>;

/** `dishes` are the names of a restaurant's dishes. All words must occur, each in any of the texts. */
export function matchesFind({ tenant, status }: Storefront, dishes: readonly string[], find: Find): boolean {
  if (find.cuisine !== "" && tenant.cuisine !== find.cuisine) return false;
  if (find.free !== undefined && tenant.delivery_fee > 0) return false;
  // From a closed restaurant, nothing arrives soon.
  if (find.quick !== undefined && !takesOrders(status)) return false;
  if (find.quick !== undefined && soonestMinutes(tenant, status) + ARRIVAL_SPAN > QUICK_MINUTES) return false;
  const text = fold([tenant.name, tenant.cuisine, tenant.description, ...dishes].join("\n"));
  return fold(find.q)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function nameMatch(name: string, q: string): number {
  if (q === "") return 0;
  const folded = fold(name);
  if (folded === q) return 3;
  if (folded.startsWith(q)) return 2;
  return folded.includes(q) ? 1 : 0;
}

/** Sorts stores by how well their names match the search; stores that match equally well keep their order. */
export function bestMatchFirst(storefronts: readonly Storefront[], find: Find): Storefront[] {
  const q = fold(find.q).trim();
  return storefronts.toSorted(
    (one, other) => nameMatch(other.tenant.name, q) - nameMatch(one.tenant.name, q),
  );
}

/** Returns the query with one thing turned on, or off when it was on: `toggled(find, "quick", "1")`. */
export function toggled(find: Find, name: keyof Find, value: string): string {
  const next = { ...find, [name]: find[name] === value ? "" : value };
  const query = new URLSearchParams(
    Object.entries(next).flatMap(([key, given]) =>
      given === undefined || given === "" ? [] : [[key, given]],
    ),
  );
  return query.size === 0 ? "/" : `/?${query}`;
}
