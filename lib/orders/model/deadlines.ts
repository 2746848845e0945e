import { movedBy, type Windows } from "@/lib/broadcasts/model/standstill";
import type { OrderSummary } from "./schema";
import { ANSWER_MINUTES } from "./terms";

/*
 * Deadlines are stored as they were set, and stand still during maintenance: decision 186. Both functions return the instant (ms)
 * at which one passes.
 */

export const acceptEnd = (
  { accept_by, created_at }: Pick<OrderSummary, "accept_by" | "created_at">,
  maintenance: Windows,
): number => movedBy(Date.parse(accept_by), Date.parse(created_at), maintenance);

/** `answerBy` is a whole number of minutes after its question was asked. */
export function answerEnd(answerBy: string, maintenance: Windows): number {
  const due = Date.parse(answerBy);
  return movedBy(due, due - ANSWER_MINUTES * 60_000, maintenance);
}
