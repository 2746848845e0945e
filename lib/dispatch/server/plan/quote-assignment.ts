import "server-only";
import { createTranslator } from "next-intl";
import * as z from "zod/mini";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import type { AssignmentQuote } from "@/lib/dispatch/model/dispatching";
import { type Problem, prepare } from "@/lib/dispatch/model/plan/problem";
import type { Route } from "@/lib/dispatch/model/plan/route";
import { MINUTE } from "@/lib/dispatch/model/settings";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import reasons from "@/messages/en/reasons.json";
import { areaOfStore } from "./area";
import { readFacts } from "./area-facts";
import { noSuchOrder, noSuchRider } from "./assign-rider";
import { readKnownRider, readOrderStores } from "./order-rights";
import { mayChoose, mayDispatch } from "./rights";

const text = createTranslator({ locale: "en", messages: { reasons }, namespace: "reasons.quote" });

function doorOf(route: Route | null | undefined, orderId: string): number | null {
  const at = route?.sequence.dropOffs.findIndex(({ order }) => order.id === orderId) ?? -1;
  return route?.doorsAt[at] ?? null;
}

/**
 * When the order is at its door as things stand; null: nobody can bring it. By its rider's trip where it has a rider, otherwise by the
 * best of its candidates: no search over all orders, because the page asks with every drag.
 */
function presentDoor(problem: Problem, at: number): number | null {
  const { snapshot } = problem;
  const one = snapshot.orders[at];
  if (one === undefined) return null;
  const routeOf = (rider: number) => {
    const riderId = snapshot.riders[rider]?.id;
    const carried = snapshot.orders.flatMap(({ riderId: of }, n) => (n === at || of === riderId ? [n] : []));
    return problem.route(rider, carried) ?? problem.route(rider, [at]);
  };
  if (one.riderId !== null)
    return doorOf(routeOf(snapshot.riders.findIndex(({ id }) => id === one.riderId)), one.id);
  const routes = (problem.candidates[at] ?? []).flatMap((rider) => routeOf(rider) ?? []);
  const [best] = routes.toSorted((first, second) => first.cost - second.cost);
  return doorOf(best, one.id);
}

function inWords(rider: string, inMinutes: number, later: number | null, late: number): string {
  const minutes = Math.abs(later ?? inMinutes);
  const key = later === null ? "unplanned" : later === 0 ? "same" : later > 0 ? "later" : "sooner";
  return `${text(key, { rider, minutes })} ${late > 0 ? text("late", { late }) : text("in_time")}`;
}

/** Tells what it would cost to give an order to a rider, for a dispatcher who is about to do so. Changes nothing. */
export const quoteAssignmentCommand = defineCommand({
  name: "quote_assignment",
  scope: null,
  limit: "write",
  input: z.object({ order_id: idSchema, rider_id: idSchema }),
  authorise: authorisedByRun,
  run: async ({ viewer, input }): Promise<Result<AssignmentQuote, never>> => {
    const db = await queryable();
    const [order] = await readOrderStores(db, [input.order_id]);
    if (order === undefined || !mayDispatch(viewer, order)) return noSuchOrder();
    const known = await readKnownRider(db, input.rider_id);
    if (known === null || !mayChoose(viewer, order, known.tenantId)) return noSuchRider();
    const area = areaOfStore({ id: order.tenant_id, rider_fleet: order.rider_fleet });
    const { planned, state } = await readFacts(db, area, new Date());
    // A dispatcher's choice stands above refusals and rules about who keeps an order.
    const orders = planned.snapshot.orders.map((one) =>
      one.id === order.id ? { ...one, declinedBy: [], pinnedTo: null, mayMove: true } : one,
    );
    const snapshot = { ...planned.snapshot, orders };
    const at = orders.findIndex(({ id }) => id === order.id);
    if (at < 0) return failure("conflict", errorText("dispatch.not_open"));
    const problem = prepare(snapshot);
    const rider = snapshot.riders.findIndex(({ id }) => id === known.id);
    const own = orders.flatMap(({ riderId, id }, n) => (riderId === known.id && id !== order.id ? [n] : []));
    const together = [...own, at].toSorted((one, other) => one - other);
    const route = rider < 0 ? null : (problem.route(rider, together) ?? problem.route(rider, [at]));
    const door = doorOf(route, order.id);
    if (door === null)
      return success({
        is_possible: false,
        door_at: null,
        later_minutes: null,
        late_minutes: 0,
        sentence: text("impossible", { rider: known.name }),
      });
    const present = presentDoor(problem, at);
    const later = present === null ? null : Math.round((door - present) / MINUTE);
    const late = Math.max(0, Math.round((door - (orders[at]?.promisedAt ?? door)) / MINUTE));
    const inMinutes = Math.max(0, Math.round((door - state.now.getTime()) / MINUTE));
    return success({
      is_possible: true,
      door_at: new Date(door).toISOString(),
      later_minutes: later,
      late_minutes: late,
      sentence: inWords(known.name, inMinutes, later, late),
    });
  },
});
