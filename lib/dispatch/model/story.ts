import type { DecisionKind, DispatchDecision } from "./decision";
import type { OfferStatus } from "./offer";

/** An offer of an order, for its record. */
export interface ToldOffer {
  readonly id: string;
  /** First name only. */
  readonly rider_name: string;
  readonly status: OfferStatus;
  readonly made_at: string;
  readonly ended_at: string | null;
}

export type StoryEntry =
  | {
      readonly kind: "offer";
      readonly id: string;
      readonly at: string;
      /** `open`: it was made. */
      readonly what: OfferStatus;
      readonly rider: string;
    }
  | {
      readonly kind: "decision";
      readonly id: string;
      readonly at: string;
      readonly what: DecisionKind;
      readonly rider: string | null;
      readonly sentence: string;
      readonly note: string | null;
      /** Null: the plan. */
      readonly actor: string | null;
    };

const isSame = (one: DispatchDecision, other: DispatchDecision | undefined) =>
  one.kind === other?.kind && one.rider_id === other.rider_id && one.sentence === other.sentence;

/**
 * Tells how an order came to its rider, the earliest first. A plan that decides the same again and again, such as to wait for the
 * kitchen, is told once.
 */
export function dispatchStory(
  decisions: readonly DispatchDecision[],
  offers: readonly ToldOffer[],
): StoryEntry[] {
  const byTime = decisions.toSorted((one, other) => one.at.localeCompare(other.at));
  const told = byTime
    .filter((decision, index) => !isSame(decision, byTime[index - 1]))
    .map(
      ({ id, at, kind, rider_name, sentence, note, actor_name }): StoryEntry => ({
        kind: "decision",
        ...{ id, at, what: kind, rider: rider_name, sentence, note, actor: actor_name },
      }),
    );
  const offered = offers.flatMap(({ id, rider_name, status, made_at, ended_at }): StoryEntry[] => {
    const offer = { kind: "offer", id, rider: rider_name } as const;
    const made: StoryEntry = { ...offer, at: made_at, what: "open" };
    return ended_at === null || status === "open" ? [made] : [made, { ...offer, at: ended_at, what: status }];
  });
  return [...told, ...offered].sort((one, other) => one.at.localeCompare(other.at));
}
