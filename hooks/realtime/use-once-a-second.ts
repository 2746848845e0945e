"use client";

import { useGathered } from "./use-gathered";

/** Events of a busy evening come several a second. */
const aSecond = () => 1_000;

/** Runs `work` a second after the first call, however often it is called meanwhile. */
export function useOnceASecond(work: () => unknown): () => void {
  return useGathered(work, aSecond);
}
