import "server-only";
import { isStaffOf } from "@/lib/auth/model/staff";

type Person = Parameters<typeof isStaffOf>[0];

/** Staff dispatch the fleet of their own store, admins every one. Null is the platform's. */
export function dispatches(viewer: Person, fleet: string | null): boolean {
  return fleet === null ? viewer.isAdmin : isStaffOf(viewer, fleet);
}
