import { type Random, seededRandom } from "@/lib/dispatch/model/plan/random";

/** Draws from the distributions that a town is made of. */

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Draws from the log-normal distribution with this mean and standard deviation. */
export function logNormal(random: Random, mean: number, deviation: number): number {
  const variance = Math.log(1 + (deviation / mean) ** 2);
  return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * normal(random));
}

/** Returns the time to the next of events that come at random, so many per hour on average (ms). */
export const untilNext = (random: Random, perHour: number) => (-Math.log(1 - random()) / perHour) * 3_600_000;

export function pick<Item>(random: Random, items: readonly [Item, number][]): Item {
  let left = random() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  throw new Error("There is nothing to pick from.");
}

/** Returns a number from 0 to 1 that depends on the texts alone, so that all policies meet the same chance. */
export function chanceOf(...texts: string[]): number {
  let hash = 0x811c9dc5;
  for (const char of texts.join("\n")) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return seededRandom(hash)();
}
