import type { ActorKind } from "@/lib/orders/model/changing-fields";
import type { OrderSummary } from "@/lib/orders/model/schema";

export interface OrderViewer {
  userId: string;
  isAdmin: boolean;
  tenantIds: readonly string[];
}

/** Without a role, a person must not learn that the order exists. */
export function rolesFor(
  viewer: OrderViewer,
  order: Pick<OrderSummary, "user_id" | "tenant_id">,
): ActorKind[] {
  const roles: ActorKind[] = [];
  if (viewer.userId === order.user_id) roles.push("customer");
  if (viewer.tenantIds.includes(order.tenant_id)) roles.push("partner");
  if (viewer.isAdmin) roles.push("admin");
  return roles;
}
