import { soonestMinutes } from "@/lib/stores/model/delivery-time";
import type { Tenant } from "@/lib/stores/model/schema";
import type { StoreStatus } from "@/lib/stores/model/status/schema";
import { takesOrders } from "@/lib/stores/model/status/status";
import { glyphOf } from "./glyph-of";
import { type Glyph, platesOf } from "./glyphs";

/** A restaurant as the list shows it. Prices are in minor units. */
export interface Storefront {
  tenant: Tenant;
  status: StoreStatus;
  /** At most two, the more telling one last. */
  glyphs: readonly Glyph[];
  /** Null until enough people have ordered the same dish. */
  favourite: { name: string; price: number } | null;
}

export interface ShownDish {
  id: string;
  name: string;
  price: number;
  glyph: string | null;
  category: string;
}

/** `mostOrdered` are ids of dishes, the most ordered first; those that are not among `dishes` are left out. */
export function storefrontOf(
  tenant: Tenant,
  status: StoreStatus,
  dishes: readonly ShownDish[],
  mostOrdered: readonly string[],
): Storefront {
  const favourites = mostOrdered.flatMap((id) => dishes.find((dish) => dish.id === id) ?? []);
  const [favourite] = favourites;
  return {
    tenant,
    status,
    glyphs: platesOf([...favourites, ...dishes].map(glyphOf)),
    favourite: favourite === undefined ? null : { name: favourite.name, price: favourite.price },
  };
}

/** Open restaurants come first, and among them those that deliver soonest. */
export function byArrival(one: Storefront, other: Storefront): number {
  return (
    Number(takesOrders(other.status)) - Number(takesOrders(one.status)) ||
    soonestMinutes(one.tenant, one.status) - soonestMinutes(other.tenant, other.status) ||
    one.tenant.name.localeCompare(other.tenant.name, "en")
  );
}
