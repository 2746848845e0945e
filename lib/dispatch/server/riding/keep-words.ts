import "server-only";
import type { Transaction } from "@/lib/db/transaction";
import { writeDecision } from "@/lib/dispatch/server/plan/commit-intent";
import { firstName } from "@/lib/text/first-name";
import type { LockedRider } from "./locks";

const KEYS = { release: "gave_back", fail: "failed" } as const;

/**
 * Keeps what a rider wrote about an order, for staff and dispatchers: it can be about an accident or an illness, so the customer,
 * who reads the order's history, does not get it.
 */
export async function keepWords(
  tx: Transaction,
  kind: keyof typeof KEYS,
  { orderId, rider, words, now }: { orderId: string; rider: LockedRider; words: string; now: Date },
): Promise<void> {
  if (words === "") return;
  const name = firstName(rider.name);
  await writeDecision(tx, {
    at: now,
    kind,
    riderId: rider.id,
    actor: { id: rider.id, name },
    reason: { key: KEYS[kind], values: { rider: name } },
    candidates: [],
    names: new Map(),
    note: words,
    orderIds: [orderId],
  });
}
