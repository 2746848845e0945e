import type * as z from "zod/mini";
import type {
  ActorKind,
  CancelReason,
  DecidedOrder,
  OrderChanges,
  OrderStatus,
} from "@/lib/orders/model/changing-fields";
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
  | "deadline_passed"
  | "deadline_not_reached"
  | "reason_needed"
  | "note_needed"
  | "reason_not_yours";

/** Either a refusal, or the changes to the order and the rest of its history entry. */
export type Outcome =
  | { refusal: Refusal; code: "conflict" | "invalid" }
  | { changes: Partial<OrderChanges>; reason?: CancelReason; note?: string; minutes?: number };

export interface Circumstances {
  /** The actor's role; `allowed` lists it for the order's status. */
  role: ActorKind;
  now: Date;
}

/** The part of an action that a page needs for its buttons. */
export interface OrderActionRule<Name extends string = string> {
  readonly name: Name;
  /** Roles that may do this, by the order's status. Anything not listed is forbidden. */
  readonly allowed: Partial<Record<OrderStatus, readonly ActorKind[]>>;
  /** Returns whether a person with this role gets a button for it. Default: true. */
  isOffered?(
    order: Pick<OrderChanges, "order_status" | "ready_at" | "acknowledged_at">,
    role: ActorKind,
  ): boolean;
}

interface Effect<Shape extends z.core.$ZodShape> {
  /** The input besides the name. */
  fields(fields: Fields): Shape;
  /** The refusal of a role that may do this in another status; by default `final` for an order that is over. */
  readonly wrongStatus: Refusal | ((role: ActorKind, isOver: boolean) => Refusal);
  effect(order: DecidedOrder, input: z.output<z.ZodMiniObject<Shape>>, circumstances: Circumstances): Outcome;
}

/** One action on an order: its rule, its input and its effect. Pure. */
export type OrderActionDefinition<
  Name extends string,
  Shape extends z.core.$ZodShape,
> = OrderActionRule<Name> & Effect<Shape>;

/** Defines an action. Mark calls as pure: a page that imports only the rule then bundles neither its input nor its effect. */
export function defineAction<Name extends string, Shape extends z.core.$ZodShape>(
  rule: OrderActionRule<Name>,
  effect: Effect<Shape>,
): OrderActionDefinition<Name, Shape> {
  return { ...rule, ...effect };
}

export const conflict = (refusal: Refusal): Outcome => ({ refusal, code: "conflict" });

/** `minutes` after `from`, as an ISO 8601 string. */
export const later = (from: Date, minutes: number) =>
  new Date(from.getTime() + minutes * 60_000).toISOString();
