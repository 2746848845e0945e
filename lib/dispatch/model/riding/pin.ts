/** Wrong PINs that one order allows. Four digits would be guessed in an hour otherwise. */
export const PIN_TRIES = 5;

export interface Proof {
  readonly pin: string | undefined;
  /** A photo of the door was taken for this order. */
  readonly hasPhoto: boolean;
}

export interface ToProve {
  /** Null: the order is older than PINs. */
  readonly delivery_pin: string | null;
  readonly pin_failures: number;
  readonly leave_at_door: boolean;
}

export type ProofDecision = "proven" | "locked" | "wrong" | "pin_missing" | "photo_missing";

/**
 * Decides whether a delivery is proven. `isEqual` must take the same time for every PIN. The customer's PIN is as good as a photo
 * where the order is to be left; elsewhere a photo proves nothing.
 */
export function decideProof(
  { delivery_pin, pin_failures, leave_at_door }: ToProve,
  { pin, hasPhoto }: Proof,
  isEqual: (one: string, other: string) => boolean,
): ProofDecision {
  if (leave_at_door && hasPhoto) return "proven";
  if (delivery_pin === null && !leave_at_door) return "proven";
  if (pin === undefined) return leave_at_door ? "photo_missing" : "pin_missing";
  if (pin_failures >= PIN_TRIES) return "locked";
  return delivery_pin !== null && isEqual(pin, delivery_pin) ? "proven" : "wrong";
}
