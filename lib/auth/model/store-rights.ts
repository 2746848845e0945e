import { isOwnerOf, isStaffOf, mayManage, type PersonWithRoles } from "./staff";
import type { StoreRole } from "./store-roles";

/** The role with the fewest rights that may do each thing; those above it may, too. docs/roles.md explains it to people. */
export const STORE_RIGHTS = {
  /** The board, the history, dispatching and printing of orders, opening and pausing the store, devices. */
  orders: "staff",
  /** Dishes and options that are sold out. */
  availability: "staff",
  figures: "staff",
  /** Granting, refusing and contesting refunds; above the limit of the store with an owner. */
  refunds: "staff",
  menu: "manager",
  hours: "manager",
  capacity: "manager",
  delivery: "manager",
  /** Rates of VAT and the service fee. */
  charges: "manager",
  printers: "manager",
  riders: "manager",
  /** Seeing the checklist of a store in set-up and placing its test order. */
  setup: "manager",
  look: "owner",
  /** Vouchers that the store bears. */
  vouchers: "owner",
  team: "owner",
  /** Granting any refund, and setting the limit above which that is needed. */
  refund_limit: "owner",
  /** Seeing the masked account that payouts go to. Only an owner, not an admin, may change it. */
  payout: "owner",
  /** Opening a store in set-up to customers. */
  opening: "owner",
} as const satisfies Record<string, StoreRole>;

export type StoreRight = keyof typeof STORE_RIGHTS;

const HAS = { staff: isStaffOf, manager: mayManage, owner: isOwnerOf } satisfies Record<StoreRole, unknown>;

type Person = PersonWithRoles & { tenantIds: readonly string[] };

export function hasRight(person: Person, tenantId: string, right: StoreRight): boolean {
  return HAS[STORE_RIGHTS[right]](person, tenantId);
}
