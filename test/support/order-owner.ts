/** Reasons that wait for something, each with the riders on shift for whom it can be true. */
const WAITS_FOR_RIDER = [
  "waits_for_kitchen",
  "waits_for_rider",
  "waits_for_answer",
  "waits_for_move",
  "suggested",
];
const WAITS_FOR_ANYBODY = ["too_few_riders", "nobody_can"];

/** An order is never without an owner for longer. */
export const UNOWNED_AT_MOST_MS = 25_000;

export interface OwnedOrder {
  readonly status: string;
  readonly riderState: string;
  readonly riderId: string | null;
  readonly offers: readonly {
    readonly riderId: string;
    readonly status: string;
    readonly expiresAt: Date;
    readonly endedAt: Date | null;
  }[];
  readonly decision: { readonly key: string; readonly riderId: string | null; readonly at: Date } | null;
}

/** Who or what an order waits for; null: nobody and nothing. `onShift`: the riders who may bring it. */
export function ownerOf(
  { status, riderState, riderId, offers, decision }: OwnedOrder,
  onShift: ReadonlySet<string>,
  now: number,
): string | null {
  if (status !== "Preparing" && status !== "Out for Delivery") return "over";
  // Food with a rider who cannot go on is an admin's, who has been told.
  if (riderState === "failed") return "admin";
  if (riderId !== null) return onShift.has(riderId) ? "rider" : null;
  const isLive = (offer: OwnedOrder["offers"][number]) =>
    offer.status === "open" && offer.expiresAt.getTime() > now && onShift.has(offer.riderId);
  if (offers.some(isLive)) return "offer";
  // An older one says nothing of what has become of the order since.
  const lastEnd = Math.max(0, ...offers.map(({ endedAt }) => endedAt?.getTime() ?? 0));
  if (decision === null || decision.at.getTime() < lastEnd) return null;
  if (WAITS_FOR_RIDER.includes(decision.key))
    return decision.riderId !== null && onShift.has(decision.riderId) ? decision.key : null;
  if (WAITS_FOR_ANYBODY.includes(decision.key)) return decision.key;
  return decision.key === "nobody_on_shift" && onShift.size === 0 ? decision.key : null;
}
