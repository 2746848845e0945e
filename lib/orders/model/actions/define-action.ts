import type * as z from "zod/mini";
import type { Windows } from "@/lib/broadcasts/model/standstill";
import type {
  ActorKind,
  DecidedOrder,
  EntryReason,
  OrderChanges,
  OrderStatus,
} from "@/lib/orders/model/changing-fields";
import type { DeliveryBy } from "@/lib/stores/model/delivery-by";
import type { Fields } from "./fields";

export type Refusal =
  | "not_yours_to_do"
  | "final"
  | "too_late_to_cancel"
  | "not_received_any_more"
  | "not_preparing"
  | "not_out_for_delivery"
  | "already_acknowledged"
  | "already_ready"
  | "not_ready_yet"
  | "nothing_to_undo"
  | "undo_too_late"
  | "deadline_passed"
  | "deadline_not_reached"
  | "changed_too_often"
  | "reason_needed"
  | "note_needed"
  | "reason_not_yours"
  | "line_unknown"
  | "line_twice"
  | "line_unchanged"
  | "already_unavailable"
  | "proposal_impossible"
  | "question_open"
  | "not_asked"
  | "no_proposal"
  | "already_answered"
  | "answer_too_late"
  | "riders_deliver"
  | "store_delivers"
  | "rider_taken"
  | "no_rider"
  | "not_next_step";

export type Outcome =
  | { refusal: Refusal; code: "conflict" | "invalid" }
  | { changes: Partial<OrderChanges>; reason?: EntryReason; note?: string; minutes?: number };

/** A dish that the store sells now, at a price that needs no further choice. */
export interface ProposedDish {
  readonly id: string;
  readonly name: string;
  readonly price: number;
  /** The rate of its VAT in basis points; null: not known. */
  readonly vat_bp: number | null;
  readonly allergens: readonly string[];
}

/** A line of the order, as it was placed. */
export interface OrderedLine {
  readonly id: string;
  readonly menu_item_id: string;
  readonly name: string;
  readonly quantity: number;
  /** Including options. */
  readonly unit_price: number;
  /** The rate of its VAT in basis points; null: not known. */
  readonly vat_bp: number | null;
  readonly allergens: readonly string[];
}

/** What only `mark_unavailable` needs: the order's lines, and those of the proposed dishes that can be sold. */
export interface Kitchen {
  readonly lines: readonly OrderedLine[];
  readonly dishes: readonly ProposedDish[];
}

/** What only `undo_rider_step` needs: the order's latest entry in its history. */
export interface LastStep {
  readonly action: string;
  readonly actor_kind: ActorKind;
  /** ISO 8601. */
  readonly at: string;
}

export interface Circumstances {
  role: ActorKind;
  now: Date;
  kitchen: Kitchen;
  last: LastStep | null;
  /** Who brings orders by the store's setting: what only `undo` needs. Null: not known. */
  setting: DeliveryBy | null;
  /** Whether the order's rider is one of the store's own. */
  isOwnRider: boolean;
  /** Maintenance since the order was placed, during which its deadlines stand still. */
  maintenance: Windows;
}

/** What a decision may need beside the order. */
export type Known = Partial<
  Pick<Circumstances, "kitchen" | "last" | "setting" | "isOwnRider" | "maintenance">
>;

/** The fields that decide about buttons. */
export type OfferedBy =
  | "order_status"
  | "ready_at"
  | "acknowledged_at"
  | "answer_by"
  | "delivery_by"
  | "rider_state";

export interface OrderActionRule<Name extends string = string> {
  readonly name: Name;
  /** Roles by order status. A role that is not listed is refused. */
  readonly allowed: Partial<Record<OrderStatus, readonly ActorKind[]>>;
  /** Returns whether this role gets a button. Default: true. */
  isOffered?(order: Pick<DecidedOrder, OfferedBy>, role: ActorKind): boolean;
}

interface Effect<Shape extends z.core.$ZodShape> {
  fields(fields: Fields): Shape;
  /** The refusal in another status. A constant one becomes `final` once the order is over. */
  readonly wrongStatus: Refusal | ((role: ActorKind, isOver: boolean) => Refusal);
  effect(order: DecidedOrder, input: z.output<z.ZodMiniObject<Shape>>, circumstances: Circumstances): Outcome;
}

export type OrderActionDefinition<
  Name extends string,
  Shape extends z.core.$ZodShape,
> = OrderActionRule<Name> & Effect<Shape>;

/** Mark calls as pure: a page that imports only the rule then bundles neither input nor effect. */
export function defineAction<Name extends string, Shape extends z.core.$ZodShape>(
  rule: OrderActionRule<Name>,
  effect: Effect<Shape>,
): OrderActionDefinition<Name, Shape> {
  return { ...rule, ...effect };
}

/** The store decides about a delivery of its own rider that failed, as an admin does about every one. */
export const mayDecide = (
  { rider_state }: Pick<DecidedOrder, "rider_state">,
  { role, isOwnRider }: Pick<Circumstances, "role" | "isOwnRider">,
) => role === "admin" || (role === "partner" && rider_state === "failed" && isOwnRider);

export const conflict = (refusal: Refusal): Outcome => ({ refusal, code: "conflict" });

export const later = (from: Date, minutes: number) =>
  new Date(from.getTime() + minutes * 60_000).toISOString();
