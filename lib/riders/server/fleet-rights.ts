import "server-only";
import { isStaffOf } from "@/lib/auth/model/staff";
import { hasRight } from "@/lib/auth/model/store-rights";

type Person = Parameters<typeof hasRight>[0];

/** Staff dispatch the fleet of their own store, admins every one. Null is the platform's. */
export function dispatches(viewer: Person, fleet: string | null): boolean {
  return fleet === null ? viewer.isAdmin : isStaffOf(viewer, fleet);
}

/** Managers of a store choose who rides for it, admins for every fleet. Null is the platform's. */
export function managesFleet(viewer: Person, fleet: string | null): boolean {
  return fleet === null ? viewer.isAdmin : hasRight(viewer, fleet, "riders");
}
