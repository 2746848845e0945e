"use client";

import { useCallback } from "react";
import { useClock } from "@/hooks/browser/use-now";
import { movedDeadline } from "@/lib/broadcasts/client/maintenance";
import { ANSWER_MINUTES } from "@/lib/orders/model/terms";

/** Returns when the time to answer about a dish passes, with the maintenance that the page knows of (ISO 8601). Null: no question. */
export function useAnswerEnd<Instant extends string | null>(answerBy: Instant): Instant | string {
  const due = answerBy === null ? 0 : Date.parse(answerBy);
  const end = useClock(
    useCallback(() => movedDeadline(due, due - ANSWER_MINUTES * 60_000), [due]),
    0,
  );
  return answerBy === null ? answerBy : new Date(end).toISOString();
}
