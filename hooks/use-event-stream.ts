"use client";

import { useEffect, useState } from "react";
import { type RealtimeMessage, useRealtimeClient } from "@/hooks/realtime-context";
import { useRealtime } from "@/hooks/use-realtime";

/** The last thing that any channel of this page said. To act on each event, use `useRealtimeChannel`. */
export function useEventStream(): { isConnected: boolean; lastEvent: RealtimeMessage | null } {
  const client = useRealtimeClient();
  const { state } = useRealtime();
  const [lastEvent, setLastEvent] = useState<RealtimeMessage | null>(null);
  useEffect(() => client.subscribeToAll(setLastEvent), [client]);
  return { isConnected: state === "live", lastEvent };
}
