"use client";

import { spreadMs } from "@/lib/realtime/client/spread";
import { useGathered } from "./use-gathered";

const withinSeconds = () => spreadMs(0, Math.random());

/** Runs `work` once within four seconds, however often it is called, so that pages do not all refetch at one moment. */
export function useSpreadOut(work: () => unknown): () => void {
  return useGathered(work, withinSeconds);
}
