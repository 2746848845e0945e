import type { ActorKind } from "@/lib/orders/model/changing-fields";
import type { OrderSummary } from "@/lib/orders/model/schema";

/** The part of a signed-in person that decides what they are to an order. */
export interface OrderViewer {
  userId: string;
  isAdmin: boolean;
  tenantIds: readonly string[];
}

/** What a person is to an order; nobody to it may not even learn that it exists. */
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
