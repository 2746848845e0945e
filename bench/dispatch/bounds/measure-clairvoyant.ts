import { learnReadiness } from "@/lib/dispatch/model/readiness/estimate";
import { MINUTE } from "@/lib/dispatch/model/settings";
import { simulate, USUAL } from "../day/simulate";
import { meanOf } from "../day/sum-up";
import type { ClairvoyantFigures } from "../figures";
import { nearestFree } from "../policies/nearest-free";
import { ours } from "../policies/ours";
import type { Policy } from "../policies/policy";
import { buildTown, type Town } from "../town/town";
import { clairvoyantMean } from "./clairvoyant";

const ORDERS = 9;
const RIDERS = 3;
const HOUR = 60 * MINUTE;
/** Nothing happens by chance here except what the kitchens do: the bound knows no declines and no traffic. */
const CALM = { ...USUAL, declines: 0, gpsMetres: 0, traffic: 0 };

/** The first orders of an evening, for three riders. */
function smallTown(seed: number): Town {
  const town = buildTown({ seed, stores: 3, peak: 22, riders: 40 });
  const orders = town.orders.filter(({ placedAt }) => placedAt > 18 * HOUR).slice(0, ORDERS);
  const riders = town.riders
    .filter(({ from, until }) => from <= 18 * HOUR && until > 20 * HOUR)
    .slice(0, RIDERS);
  return { ...town, orders, riders };
}

function meanWith(policy: Policy, town: Town): number {
  const { orders } = simulate(town, learnReadiness(town.past), policy, CALM);
  return meanOf(orders.map(({ doorAt, order }) => ((doorAt ?? Number.NaN) - order.placedAt) / MINUTE));
}

export function measureClairvoyant(instances: number, steps: number): ClairvoyantFigures {
  const towns = Array.from({ length: instances }, (_, n) => smallTown(n + 1));
  return {
    instances,
    orders: ORDERS,
    riders: RIDERS,
    best: meanOf(towns.map(({ orders, riders }) => clairvoyantMean(orders, riders) / MINUTE)),
    ours: meanOf(towns.map((town) => meanWith(ours(steps), town))),
    nearest: meanOf(towns.map((town) => meanWith(nearestFree("in time"), town))),
  };
}
