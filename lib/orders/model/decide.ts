import { NO_WINDOWS } from "@/lib/broadcasts/model/standstill";
import { conclude } from "./actions/conclude";
import type { Circumstances, Kitchen, Known, Outcome, Refusal } from "./actions/define-action";
import { DISPATCH_ACTIONS, type DispatchStep } from "./actions/dispatch-steps";
import { expire } from "./actions/expire";
import { ACTIONS } from "./actions/list";
import type { OrderAction } from "./actions/schema";
import { settleUnavailable } from "./actions/settle-unavailable";
import type { ActorKind, DecidedOrder, OrderChanges, OrderStatus } from "./changing-fields";
import { isFinal } from "./lifecycle";
import type { TimelineEntry } from "./schema";
import { ORDER_STATUSES } from "./terms";

const OWN_ACTIONS = [expire, conclude, settleUnavailable] as const;
/** The system's own actions, and those of riders, have no button on an order's pages. */
export type LifecycleAction = OrderAction | DispatchStep | { name: (typeof OWN_ACTIONS)[number]["name"] };

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
  const definition = [...ACTIONS, ...OWN_ACTIONS, ...DISPATCH_ACTIONS].find((action) => action.name === name);
  if (definition === undefined) throw new Error(`There is no action ${name}`);
  return definition;
}

function wrongStatus({ wrongStatus }: AnyAction, order: DecidedOrder, role: ActorKind): Refusal {
  const isOver = isFinal(order.order_status);
  if (typeof wrongStatus === "function") return wrongStatus(role, isOver);
  return isOver ? "final" : wrongStatus;
}

/**
 * Ready, recall and delay could otherwise follow each other for ever, each with an event to the customer. Estimates count,
 * too, so the limit is far above what people do.
 */
export const CHANGES_AT_MOST = 400;

/**
 * Decisions about lines, because there is one of them at most for each line and an open question would hold the order for
 * ever; and steps of riders and dispatch, because the food is on its way whatever was pressed before.
 */
const MAY_ALWAYS: ReadonlySet<LifecycleAction["name"]> = new Set<LifecycleAction["name"]>([
  "answer_unavailable",
  "settle_unavailable",
  "acknowledge_lines",
  ...DISPATCH_ACTIONS.map(({ name }) => name),
]);

const NO_KITCHEN: Kitchen = { lines: [], dishes: [] };

const isForward = (from: OrderStatus, to: OrderStatus = from) =>
  ORDER_STATUSES.indexOf(to) > ORDER_STATUSES.indexOf(from);

/**
 * Returns the changes with the version one higher, or a refusal: `forbidden` when none of the roles may ever do this,
 * `conflict` when the order's state does not allow it, `invalid` when something is missing. Only `mark_unavailable` needs
 * `kitchen`, only `undo_rider_step` needs `last`, only `undo` `setting`, only decisions about a failed delivery `isOwnRider`, and only deadlines `maintenance`. With several roles, one that may is enough.
 */
export function decide(
  order: DecidedOrder,
  action: LifecycleAction,
  actor: Actor,
  now: Date,
  {
    kitchen = NO_KITCHEN,
    last = null,
    setting = null,
    isOwnRider = false,
    maintenance = NO_WINDOWS,
  }: Known = {},
): Decision {
  const definition = definitionOf(action.name);
  const { allowed } = definition;
  const everAllowed = actor.roles.filter((role) =>
    Object.values(allowed).some((kinds) => kinds.includes(role)),
  );
  const [someRole] = everAllowed;
  if (someRole === undefined) return { ok: false, code: "forbidden", refusal: "not_yours_to_do" };
  const outcomes = everAllowed
    .filter((kind) => allowed[order.order_status]?.includes(kind))
    .map((role) => ({
      role,
      outcome: definition.effect(order, action, {
        role,
        now,
        kitchen,
        last,
        setting,
        isOwnRider,
        maintenance,
      }),
    }));
  const decided = outcomes.find(({ outcome }) => "changes" in outcome) ?? outcomes[0];
  if (decided === undefined)
    return { ok: false, code: "conflict", refusal: wrongStatus(definition, order, someRole) };

  const { role, outcome } = decided;
  if ("refusal" in outcome) return { ok: false, code: outcome.code, refusal: outcome.refusal };
  const mayAlways =
    MAY_ALWAYS.has(action.name) || isForward(order.order_status, outcome.changes.order_status);
  if (order.version >= CHANGES_AT_MOST && !mayAlways)
    return { ok: false, code: "conflict", refusal: "changed_too_often" };
  const version = order.version + 1;
  const updatedAt = now.toISOString();
  return {
    ok: true,
    changes: { updated_at: updatedAt, ...outcome.changes, version },
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
