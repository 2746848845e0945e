import "server-only";
import { transaction } from "@/lib/db/transaction";
import type { Decision } from "@/lib/dispatch/model/decide/decide";
import { type Eta, etaOf, isNews } from "@/lib/dispatch/model/eta";
import { laterOf } from "@/lib/dispatch/model/readiness/ready-times";
import type { Place } from "@/lib/dispatch/model/travel/distance";
import type { Vehicle } from "@/lib/orders/model/delivery";
import { changeOrderByDispatch } from "@/lib/orders/server/commands";
import { logger } from "@/lib/server/logger";
import type { AreaFacts } from "./area-facts";
import type { AreaOrder, AreaRider } from "./read-area";
import { readyTimesOfOrder } from "./snapshot-of";

/** The vehicle of a rider whom nobody has chosen yet. */
const USUAL: Vehicle = "bicycle";

/** Follows the stops that a rider still makes, to the door of one order. */
function alongTrip(
  order: AreaOrder,
  rider: AreaRider,
  { state, readiness, times, planned }: AreaFacts,
): Eta | null {
  const { settings } = planned.snapshot;
  const now = state.now.getTime();
  const known = new Map(state.orders.map((one) => [one.id, one]));
  let place: Place | null = rider.position ?? rider.stops[0]?.place ?? null;
  let [ride, doors, stores] = [0, 0, 0];
  let riderAt: number | null = null;
  let readyAt: ReturnType<typeof readyTimesOfOrder> | null = null;
  let [afterCounter, isFirst] = [0, true];
  for (const stop of rider.stops) {
    if (stop.place === null || place === null) return null;
    const leg = times.travel(rider.vehicle, place, stop.place);
    place = stop.place;
    ride += leg;
    if (stop.kind === "pick_up") {
      const picked = known.get(stop.order_id);
      if (picked !== undefined) {
        const ready = readyTimesOfOrder(picked, readiness, now);
        readyAt = readyAt === null ? ready : laterOf(readyAt, ready);
      }
      if (isFirst) riderAt = now + (stop.arrived_at === null ? ride : 0);
      else afterCounter += leg;
      isFirst = false;
      if (leg > 0 || stores === 0) stores += settings.storeMs;
    } else {
      afterCounter += leg;
      if (stop.order_id === order.id)
        return etaOf({
          now,
          readyAt,
          riderAt,
          storeMs: stores,
          rideMs: afterCounter,
          stopsMs: stop.arrived_at === null ? doors : 0,
          spread: times.spread,
        });
      doors += settings.doorMs;
    }
  }
  return null;
}

/** By the plan where there is one for it, otherwise as if a rider were there in time. */
function byPlan(
  order: AreaOrder,
  decisions: readonly Decision[],
  { state, readiness, times, planned }: AreaFacts,
): Eta | null {
  const { door } = order;
  const store = order.store.place;
  if (door === null || store === null) return null;
  const { settings } = planned.snapshot;
  const decision = decisions.find(({ orderIds }) => orderIds.includes(order.id));
  const [best] = decision?.candidates ?? [];
  const stop =
    decision === undefined || decision.type === "postpone"
      ? undefined
      : decision.route.sequence.dropOffs.find((one) => one.order.id === order.id);
  const vehicle = state.riders.find(({ id }) => id === best?.riderId)?.vehicle ?? USUAL;
  return etaOf({
    now: state.now.getTime(),
    readyAt: readyTimesOfOrder(order, readiness, state.now.getTime()),
    riderAt: best?.arriveAt ?? null,
    storeMs: settings.storeMs,
    rideMs: stop?.afterMs ?? times.travel(vehicle, store, door),
    stopsMs: 0,
    spread: times.spread,
  });
}

function etaFor(order: AreaOrder, decisions: readonly Decision[], facts: AreaFacts): Eta | null {
  if (order.rider_state === "failed") return null;
  const rider = facts.state.riders.find(({ id }) => id === order.rider_id);
  if (rider !== undefined) return alongTrip(order, rider, facts);
  // Who has an order outside of the plan is off shift, and a store that may deliver keeps its own estimate.
  if (order.rider_id !== null || (order.delivery_by !== "riders" && order.offers.length === 0)) return null;
  return byPlan(order, decisions, facts);
}

const presentOf = ({ eta_from, eta_to }: AreaOrder): Eta | null =>
  eta_from === null || eta_to === null ? null : { from: eta_from.getTime(), to: eta_to.getTime() };

const instantOf = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());

/** Sets the estimates of an area's orders where they have moved by a minute, and removes those that nothing supports any more. Returns the number of changed ones. */
export async function setEtas(facts: AreaFacts, decisions: readonly Decision[]): Promise<number> {
  let changed = 0;
  for (const order of facts.state.orders) {
    const eta = etaFor(order, decisions, facts);
    if (!isNews(presentOf(order), eta)) continue;
    const step = { name: "set_eta", from: instantOf(eta?.from), to: instantOf(eta?.to) } as const;
    try {
      const actor = { id: null, name: "Platewire", kind: "system" } as const;
      const set = await transaction((tx) => changeOrderByDispatch(tx, order.id, step, actor));
      if (set.ok) changed += 1;
    } catch (error) {
      logger.warn({ error, order_id: order.id }, "An estimate could not be set; the next plan does it");
    }
  }
  return changed;
}
