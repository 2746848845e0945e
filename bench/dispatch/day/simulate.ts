import { seededRandom } from "@/lib/dispatch/model/plan/random";
import type { Route } from "@/lib/dispatch/model/plan/route";
import { type Readiness, readyTimesAt } from "@/lib/dispatch/model/readiness/estimate";
import { readySince, readyWith } from "@/lib/dispatch/model/readiness/ready-times";
import { DEFAULT_SETTINGS, MINUTE, type Settings } from "@/lib/dispatch/model/settings";
import type { OpenOrder, Rider, Snapshot } from "@/lib/dispatch/model/snapshot";
import { embeddedTravel, type Travel } from "@/lib/dispatch/model/travel/embedded";
import type { Policy } from "../policies/policy";
import { chanceOf, normal } from "../town/chance";
import { Events } from "../town/events";
import { CLOSES, hourOf, moved, OPENS, type Town, type TownOrder } from "../town/town";
import { type DayEvent, isWorking, type LiveOrder, type LiveRider, placeOf } from "./state";
import { arrive, collect, goOn, leaveDoor, type Road, takeAway } from "./trips";

export interface Conditions {
  /** Share of the offers that are declined. */
  readonly declines: number;
  /** Standard deviation of a reported position (metres). */
  readonly gpsMetres: number;
  /** Standard deviation of a ride, as a share of its length. */
  readonly traffic: number;
  readonly settings: Settings;
}
export const USUAL: Conditions = { declines: 0.15, gpsMetres: 20, traffic: 0.12, settings: DEFAULT_SETTINGS };

export interface Day {
  readonly orders: readonly LiveOrder[];
  readonly riders: readonly LiveRider[];
  readonly moves: number;
  readonly offers: number;
  /** CPU of each decision (ms). */
  readonly decisions: readonly number[];
}

const TICK = 20_000;
const ANSWER = { least: 3_000, most: 25_000 };
const PROMISED_SHARE = 0.85;
/** Added to the promise for a rider who has to come. */
const PROMISE_SLACK = 8 * MINUTE;
const FRESH = 25 * MINUTE;
/** An order is given up so long after the last kitchen has closed. */
const PATIENCE = 3 * 60 * MINUTE;

const timesOf = ({ store, dishes, placedAt }: TownOrder, readiness: Readiness, now: number) =>
  readyTimesAt(readiness({ storeId: store.id, hour: hourOf(placedAt), dishes }), placedAt, now);

/** Lives through a day of the town with one policy. Chances do not depend on the policy, where they can. */
export function simulate(
  town: Town,
  readiness: Readiness,
  policy: Policy,
  { declines, gpsMetres, traffic, settings }: Conditions,
): Day {
  const events = new Events<DayEvent>();
  const random = seededRandom(1);
  const expected = embeddedTravel();
  const travel: Travel = (...way) => expected(...way) * Math.max(0.6, 1 + traffic * normal(random));
  const road: Road = { events, travel };
  const open = new Set<LiveOrder>();
  const [decisions, offers]: [number[], Route[]] = [[], []];
  let moves = 0;

  const orders = town.orders.map((order): LiveOrder => {
    const ready = readyWith(timesOf(order, readiness, order.placedAt), PROMISED_SHARE);
    const way = settings.storeMs + expected("bicycle", order.store.place, order.door);
    return {
      order,
      promisedAt: ready + way + PROMISE_SLACK,
      ...{ riderId: null, offeredTo: null, hasMoved: false, declinedBy: [], pickedAt: null, doorAt: null },
    };
  });
  const riders = town.riders.map((rider): LiveRider => {
    const leg = { from: rider.place, to: rider.place, leftAt: rider.from, arrivesAt: rider.from };
    return {
      ...{ rider, leg, pickUps: [], dropOffs: [], carries: false, atStoreSince: null, isAnswering: false },
      ...{ turn: 0, metres: 0, waitedMs: 0, workedMs: 0, earned: 0 },
    };
  });
  const liveRider = new Map(riders.map((live) => [live.rider.id, live]));
  const liveOrder = new Map(orders.map((live) => [live.order.id, live]));

  function snapshotAt(now: number): Snapshot {
    const onShift = riders.filter(
      (live) => live.rider.from <= now && (now < live.rider.until || isWorking(live)),
    );
    const rate = ({ rider, earned }: LiveRider) => earned / Math.max(0.5, (now - rider.from) / (60 * MINUTE));
    const mean = onShift.reduce((sum, live) => sum + rate(live), 0) / Math.max(1, onShift.length);
    return {
      now,
      travel: expected,
      settings,
      orders: [...open].map((live): OpenOrder => {
        const { order, promisedAt, riderId, offeredTo, hasMoved, declinedBy } = live;
        const readyAt = order.readyAt <= now ? readySince(order.readyAt) : timesOf(order, readiness, now);
        return {
          ...{ id: order.id, store: order.store, door: order.door, placedAt: order.placedAt, promisedAt },
          ...{ readyAt, freshMs: FRESH, load: order.dishes > 5 ? 2 : 1, declinedBy, pinnedTo: null },
          riderId: riderId ?? offeredTo,
          mayMove: offeredTo === null && !hasMoved,
        };
      }),
      riders: onShift.map((live): Rider => {
        const { rider, pickUps, dropOffs, carries, isAnswering } = live;
        return {
          ...{
            id: rider.id,
            vehicle: rider.vehicle,
            capacity: rider.capacity,
            shiftEndsAt: rider.until,
            isAnswering,
          },
          place: moved(placeOf(live, now), normal(random) * gpsMetres, normal(random) * gpsMetres),
          stopsLeft: carries
            ? [...pickUps.map(({ place }) => place), ...dropOffs.map(({ order }) => order.door)]
            : [],
          earnings: mean === 0 ? 1 : rate(live) / mean,
        };
      }),
    };
  }

  const added = (route: Route) =>
    route.sequence.dropOffs.flatMap(({ order }) =>
      order.riderId === route.riderId ? [] : (liveOrder.get(order.id) ?? []),
    );

  function offer(route: Route, now: number): void {
    const rider = liveRider.get(route.riderId);
    const news = added(route);
    if (rider === undefined || news.length === 0) return;
    offers.push(route);
    rider.isAnswering = true;
    for (const order of news) order.offeredTo = rider.rider.id;
    const chance = chanceOf(rider.rider.id, ...news.map(({ order }) => order.id));
    const delay = ANSWER.least + (ANSWER.most - ANSWER.least) * chanceOf("answer", String(chance));
    events.add(now + delay, { type: "answered", rider, route, orders: news, accepts: chance >= declines });
  }

  function answer(
    { rider, route, orders: news, accepts }: Extract<DayEvent, { type: "answered" }>,
    now: number,
  ): void {
    rider.isAnswering = false;
    for (const order of news) order.offeredTo = null;
    if (!accepts) {
      for (const order of news) order.declinedBy.push(rider.rider.id);
      return;
    }
    const whole = route.sequence.dropOffs.flatMap(({ order }) => liveOrder.get(order.id) ?? []);
    const isVoid = (order: LiveOrder) =>
      !open.has(order) || (order.riderId !== rider.rider.id && !news.includes(order));
    if (rider.carries || whole.some(isVoid)) return;
    for (const order of news) {
      const before = order.riderId === null ? undefined : liveRider.get(order.riderId);
      if (before !== undefined) {
        takeAway(before, order, now, road);
        order.hasMoved = true;
        moves += 1;
      }
      order.riderId = rider.rider.id;
    }
    rider.pickUps = route.sequence.pickUps.map((stop) => ({
      place: stop.place,
      orders: stop.orders.flatMap(({ id }) => liveOrder.get(id) ?? []),
    }));
    rider.dropOffs = whole;
    goOn(rider, now, road);
  }

  function apply(event: DayEvent, now: number): void {
    if ("turn" in event && event.turn !== event.rider.turn) return;
    if (event.type === "placed") open.add(event.order);
    else if (event.type === "answered") answer(event, now);
    else if (event.type === "arrived") arrive(event.rider, now, road);
    else if (event.type === "free") leaveDoor(event.rider, now, road);
    else if (event.type === "collected") {
      for (const order of event.rider.dropOffs) open.delete(order);
      collect(event.rider, now, road);
    }
  }

  for (const order of orders) {
    events.add(order.order.placedAt, { type: "placed", order });
    events.add(order.order.readyAt, { type: "ready", order });
  }
  for (let at = OPENS; at < CLOSES + PATIENCE; at += TICK) events.add(at, { type: "tick" });

  let before = OPENS;
  for (let next = events.next(); next !== undefined && next.at < CLOSES + PATIENCE; next = events.next()) {
    const now = next.at;
    for (const live of riders) if (isWorking(live)) live.workedMs += now - before;
    before = now;
    apply(next.event, now);
    if (![...open].some((order) => order.riderId === null || !order.hasMoved)) continue;
    const snapshot = snapshotAt(now);
    const from = process.threadCpuUsage().user;
    const routes = policy.decide(snapshot);
    decisions.push((process.threadCpuUsage().user - from) / 1_000);
    for (const route of routes) offer(route, now);
  }
  return { orders, riders, moves, offers: offers.length, decisions };
}
