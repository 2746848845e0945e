import "server-only";
import { sql } from "drizzle-orm";
import { orders } from "@/lib/db/schema/orders";
import type { OrderStatus } from "@/lib/orders/model/changing-fields";
import { FINAL, isFinal } from "@/lib/orders/model/lifecycle";
import { ORDER_STATUSES } from "@/lib/orders/model/terms";

/** Writes constants, because a prepared plan uses a partial index only when its condition is in the text. */
const hasStatus = (statuses: readonly OrderStatus[]) =>
  sql`${orders.order_status} in (${sql.raw(statuses.map((status) => `'${status}'`).join(", "))})`;

export const isActive = hasStatus(ORDER_STATUSES.filter((status) => !isFinal(status)));
export const isOver = hasStatus(FINAL);
