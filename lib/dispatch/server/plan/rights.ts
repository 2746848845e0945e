import "server-only";
import type { Viewer } from "@/lib/auth/server/viewer";

type Who = Pick<Viewer, "isAdmin" | "tenantIds">;
interface OrderOfStore {
  readonly tenant_id: string;
  readonly rider_fleet: string;
}

/** Admins dispatch everywhere, the staff of a store its orders, where it has riders of its own. */
export const mayDispatch = ({ isAdmin, tenantIds }: Who, { tenant_id, rider_fleet }: OrderOfStore) =>
  isAdmin || (tenantIds.includes(tenant_id) && rider_fleet !== "platform");

/** The staff of a store choose among its own riders, admins among all. */
export const mayChoose = (who: Who, order: OrderOfStore, riderTenantId: string | null) =>
  who.isAdmin || (mayDispatch(who, order) && riderTenantId === order.tenant_id);
