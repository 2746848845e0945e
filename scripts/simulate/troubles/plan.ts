import { type Random, seededRandom } from "../random";

/** `from` and `to` are minutes since the evening began. `store` is a place in the list of stores. */
interface Span {
  readonly store: number;
  readonly from: number;
  readonly to: number;
}

export type Trouble =
  /** Accepts at the last moment, and is late afterwards. */
  | (Span & { readonly kind: "slow_kitchen" })
  /** `dish` is a share of the dishes that are on (0 to below 1). */
  | (Span & { readonly kind: "sold_out"; readonly dish: number })
  /** `minutes` is what staff choose; they open again themselves at `to`. */
  | (Span & { readonly kind: "pause"; readonly minutes: 15 | 30 | 60; readonly reason: string })
  /** The only device on shift is silent from `from` on. It comes back when the store has paused, so `to` is the end. */
  | (Span & { readonly kind: "lost_device" });

const REASONS = ["The oven is out of order", "A large party came in", "We are short of riders"];

function within(random: Random, store: number, minutes: number): Span {
  const from = random.between(0.1, 0.6) * minutes;
  return { store, from, to: from + random.between(0.15, 0.35) * minutes };
}

/**
 * Plans what goes wrong in an evening: in each store a slow kitchen or a dish that sells out, one pause, and one store whose
 * device dies. A store has either the pause or the lost device, because a person who opens it would end the other's pause.
 * With one store there is no pause.
 */
export function planTroubles(seed: number, stores: number, minutes: number): Trouble[] {
  const random = seededRandom(seed, stores, 4);
  const places = Array.from({ length: stores }, (_, place) => place);
  const [silent, paused] = random.sample(places, 2);
  const troubles: Trouble[] = places.flatMap((store, index) => {
    const isSlow = index % 2 === 0;
    const dishes = isSlow ? 1 : random.whole(2, 3);
    return [
      ...(isSlow ? [{ ...within(random, store, minutes), kind: "slow_kitchen" as const }] : []),
      ...Array.from({ length: dishes }, () => ({
        ...within(random, store, minutes),
        kind: "sold_out" as const,
        dish: random.next(),
      })),
    ];
  });
  if (silent !== undefined)
    troubles.push({
      kind: "lost_device",
      store: silent,
      from: random.between(0.05, 0.3) * minutes,
      to: minutes,
    });
  if (paused !== undefined)
    troubles.push({
      ...within(random, paused, minutes),
      kind: "pause",
      minutes: random.pick([15, 30, 60] as const),
      reason: random.pick(REASONS),
    });
  return troubles.toSorted((one, other) => one.from - other.from);
}

/** `at` is in minutes since the evening began. */
export function isSlowAt(troubles: readonly Trouble[], store: number, at: number): boolean {
  return troubles.some(
    (trouble) =>
      trouble.kind === "slow_kitchen" && trouble.store === store && at >= trouble.from && at < trouble.to,
  );
}
