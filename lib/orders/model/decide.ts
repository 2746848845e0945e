import { conclude } from "./actions/conclude";
import type { Circumstances, Outcome, Refusal } from "./actions/define-action";
import { expire } from "./actions/expire";
import { ACTIONS } from "./actions/list";
import type { OrderAction } from "./actions/schema";
import type { ActorKind, DecidedOrder, OrderChanges, OrderStatus } from "./changing-fields";
import { isFinal } from "./lifecycle";
import type { TimelineEntry } from "./schema";
import { ORDER_STATUSES } from "./terms";

/** The system's own actions have no button. */
export type LifecycleAction = OrderAction | { name: "expire" | "conclude" };

export interface Actor {
  /** One person can be both the order's customer and staff of its store. */
  roles: readonly ActorKind[];
  name: string;
}

type ChangesMade = Partial<OrderChanges> & Pick<OrderChanges, "version" | "updated_at">;

export type Decision =
  | { ok: true; changes: ChangesMade; entry: TimelineEntry }
  | { ok: false; code: "forbidden" | "conflict" | "invalid"; refusal: Refusal };

interface AnyAction {
  readonly allowed: Partial<Record<OrderStatus, readonly ActorKind[]>>;
  readonly wrongStatus: Refusal | ((role: ActorKind, isOver: boolean) => Refusal);
  effect(order: DecidedOrder, input: object, circumstances: Circumstances): Outcome;
}

function definitionOf(name: LifecycleAction["name"]): AnyAction {
  return ACTIONS.find((action) => action.name === name) ?? (name === "conclude" ? conclude : expire);
}

function wrongStatus({ wrongStatus }: AnyAction, order: DecidedOrder, role: ActorKind): Refusal {
  const isOver = isFinal(order.order_status);
  if (typeof wrongStatus === "function") return wrongStatus(role, isOver);
  return isOver ? "final" : wrongStatus;
}

/** Ready, recall and delay could otherwise follow each other for ever, each with an event to the customer. */
export const CHANGES_AT_MOST = 200;

const isForward = (from: OrderStatus, to: OrderStatus = from) =>
  ORDER_STATUSES.indexOf(to) > ORDER_STATUSES.indexOf(from);

/**
 * Returns the changes with the version one higher, or a refusal: `forbidden` when none of the roles may ever do this,
 * `conflict` when the order's state does not allow it, `invalid` when something is missing.
 */
export function decide(order: DecidedOrder, action: LifecycleAction, actor: Actor, now: Date): Decision {
  const definition = definitionOf(action.name);
  const { allowed } = definition;
  const everAllowed = actor.roles.filter((role) =>
    Object.values(allowed).some((kinds) => kinds.includes(role)),
  );
  const [someRole] = everAllowed;
  if (someRole === undefined) return { ok: false, code: "forbidden", refusal: "not_yours_to_do" };
  const role = everAllowed.find((kind) => allowed[order.order_status]?.includes(kind));
  if (role === undefined)
    return { ok: false, code: "conflict", refusal: wrongStatus(definition, order, someRole) };

  const outcome = definition.effect(order, action, { role, now });
  if ("refusal" in outcome) return { ok: false, code: outcome.code, refusal: outcome.refusal };
  if (order.version >= CHANGES_AT_MOST && !isForward(order.order_status, outcome.changes.order_status))
    return { ok: false, code: "conflict", refusal: "changed_too_often" };
  const version = order.version + 1;
  const updatedAt = now.toISOString();
  return {
    ok: true,
    changes: { ...outcome.changes, version, updated_at: updatedAt },
    entry: {
      version,
      at: updatedAt,
      action: action.name,
      from_status: order.order_status,
      to_status: outcome.changes.order_status ?? order.order_status,
      actor_kind: role,
      actor_name: actor.name,
      reason: outcome.reason ?? null,
      note: outcome.note === undefined || outcome.note === "" ? null : outcome.note,
      minutes: outcome.minutes ?? null,
    },
  };
}
