import "server-only";
import { and, asc, eq, exists, getTableColumns, gt, not, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { menuItems, menuOptionGroups } from "@/lib/db/schema/menu";
import { orderItems } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import { isAvailable } from "@/lib/menu/model/availability";
import type { Kitchen, OrderedLine, ProposedDish } from "@/lib/orders/model/actions/define-action";
import type { OrderSummary } from "@/lib/orders/model/schema";

function readLines(db: Queryable, orderId: string): Promise<OrderedLine[]> {
  return db
    .select({
      id: orderItems.id,
      menu_item_id: orderItems.menu_item_id,
      name: orderItems.name,
      quantity: orderItems.quantity,
      unit_price: orderItems.unit_price,
      vat_bp: orderItems.vat_bp,
      allergens: orderItems.allergens,
    })
    .from(orderItems)
    .where(eq(orderItems.order_id, orderId))
    .orderBy(asc(orderItems.position));
}

/** Returns those of the dishes that the store sells now and whose price needs no choice of an option. */
async function readDishes(db: Queryable, tenantId: string, ids: readonly string[]): Promise<ProposedDish[]> {
  if (ids.length === 0) return [];
  const requiredGroups = db
    .select({ id: menuOptionGroups.id })
    .from(menuOptionGroups)
    .where(and(eq(menuOptionGroups.item_id, menuItems.id), gt(menuOptionGroups.minimum, 0)));
  const rows = await db
    .select({
      ...getTableColumns(menuItems),
      rate: sql<number>`coalesce(${menuItems.vat_bp}, ${tenants.dish_vat_bp})`,
    })
    .from(menuItems)
    .innerJoin(tenants, eq(tenants.id, menuItems.tenant_id))
    .where(
      and(
        sql`${menuItems.id} = any(${sql.param([...ids])}::uuid[])`,
        eq(menuItems.tenant_id, tenantId),
        not(exists(requiredGroups)),
      ),
    );
  const now = Date.now();
  return rows
    .map((row) => ({ ...row, available_until: row.available_until?.toISOString() ?? null }))
    .filter((dish) => isAvailable(dish, now))
    .map(({ id, name, price, allergens, rate }) => ({ id, name, price, allergens, vat_bp: rate }));
}

/** Reads the lines of an order and those of the proposed dishes that its store can sell now. Not authorised. */
export async function kitchenOf(
  db: Queryable,
  order: Pick<OrderSummary, "id" | "tenant_id">,
  items: readonly { readonly proposal: string | null }[],
): Promise<Kitchen> {
  const proposed = items.flatMap(({ proposal }) => (proposal === null ? [] : [proposal]));
  return {
    lines: await readLines(db, order.id),
    dishes: await readDishes(db, order.tenant_id, proposed),
  };
}
