import { learnReadiness } from "@/lib/dispatch/model/readiness/estimate";
import { MINUTE } from "@/lib/dispatch/model/settings";
import { embeddedTravel } from "@/lib/dispatch/model/travel/embedded";
import { measureClairvoyant } from "./bounds/measure-clairvoyant";
import { measurePlans } from "./bounds/measure-plans";
import { simulate, USUAL } from "./day/simulate";
import { spreadOf, sumUp } from "./day/sum-up";
import type { DispatchFigures } from "./figures";
import { cheapestInsertion } from "./policies/cheapest-insertion";
import { nearestFree } from "./policies/nearest-free";
import { oneToOne } from "./policies/one-to-one";
import { ours } from "./policies/ours";
import type { Policy } from "./policies/policy";
import { buildTown, type Town } from "./town/town";

export interface Scale {
  days: number;
  /** Steps of the search for each plan of the simulation. */
  steps: number;
  /** Moments whose plans are compared with the optimum. */
  moments: number;
}

const TOWN = { stores: 24, peak: 60, riders: 40 };
const SOLVER_SECONDS = 60;

/** Returns the times as if a rider on the usual bicycle waited at each counter: no policy can be faster. */
function floorOf(towns: readonly Town[]): DispatchFigures["floor"] {
  const travel = embeddedTravel();
  const times = towns.flatMap(({ orders }) =>
    orders.map(
      ({ store, door, placedAt, readyAt }) =>
        (readyAt - placedAt + travel("scooter", store.place, door)) / MINUTE,
    ),
  );
  const { mean, p90 } = spreadOf(times);
  return { mean, p90 };
}

export async function measureDispatch(
  { days, steps, moments }: Scale,
  say: (what: string) => void,
  others: readonly Town[] = [],
): Promise<DispatchFigures> {
  const seeds = Array.from({ length: days }, (_, n) => n + 1);
  const towns = others.length > 0 ? others : seeds.map((seed) => buildTown({ seed, ...TOWN }));
  const policies: (() => Policy)[] = [
    () => nearestFree("at once"),
    () => nearestFree("in time"),
    () => cheapestInsertion,
    () => oneToOne,
    () => ours(steps),
  ];
  const figures = policies.map((make) => {
    say(`${make().name}, ${towns.length} days`);
    const lived = towns.map((town) => simulate(town, learnReadiness(town.past), make(), USUAL));
    return sumUp(make().name, lived);
  });
  say("Plans beside the exact optimum");
  const few = Array.from({ length: moments }, (_, n) => n + 1);
  const plans = [
    await measurePlans({ orders: 20, riders: 30, deliver: true, budgetMs: 50 }, few, SOLVER_SECONDS),
    await measurePlans({ orders: 60, riders: 50, deliver: false, budgetMs: 150 }, few, SOLVER_SECONDS),
    await measurePlans({ orders: 60, riders: 50, deliver: true, budgetMs: 150 }, few, SOLVER_SECONDS),
    await measurePlans({ orders: 60, riders: 50, deliver: true, budgetMs: 600 }, few, SOLVER_SECONDS),
    await measurePlans({ orders: 500, riders: 400, deliver: true, budgetMs: 1_000 }, few.slice(0, 3), null),
  ];
  say("Small instances, known beforehand");
  const clairvoyant = measureClairvoyant(moments * 2, steps);
  return { days: towns.length, floor: floorOf(towns), policies: figures, plans, clairvoyant };
}
