"use client";

import { useEffect, useState } from "react";
import { type RealtimeMessage, useRealtimeClient } from "./realtime-context";
import { useRealtime } from "./use-realtime";

/** Skips messages that arrive between two renders. To handle each event, use `useChannel`. */
export function useEventStream(): { isConnected: boolean; lastEvent: RealtimeMessage | null } {
  const client = useRealtimeClient();
  const { state } = useRealtime();
  const [lastEvent, setLastEvent] = useState<RealtimeMessage | null>(null);
  useEffect(() => client.subscribeToAll(setLastEvent), [client]);
  return { isConnected: state === "live", lastEvent };
}
