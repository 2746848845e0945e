import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { orderItems } from "@/lib/db/schema/orders";
import { readSimpleDishes } from "@/lib/menu/server/simple-dishes";
import type { Kitchen } from "@/lib/orders/model/actions/define-action";
import type { OrderSummary } from "@/lib/orders/model/schema";

/** Reads the lines of an order and those of the proposed dishes that its store can sell now. */
export async function readKitchen(
  db: Queryable,
  order: Pick<OrderSummary, "id" | "tenant_id">,
  items: readonly { readonly proposal: string | null }[],
): Promise<Kitchen> {
  const lines = await db
    .select({
      id: orderItems.id,
      menu_item_id: orderItems.menu_item_id,
      name: orderItems.name,
      quantity: orderItems.quantity,
      unit_price: orderItems.unit_price,
      allergens: orderItems.allergens,
    })
    .from(orderItems)
    .where(eq(orderItems.order_id, order.id))
    .orderBy(asc(orderItems.position));
  const proposed = items.flatMap(({ proposal }) => (proposal === null ? [] : [proposal]));
  return { lines, dishes: await readSimpleDishes(db, order.tenant_id, proposed) };
}
