"use client";

import { useEffect, useEffectEvent } from "react";
import { type RealtimeMessage, useRealtimeClient } from "./realtime-context";

/**
 * Runs `onMessage` once for each event of a channel, in order, while the component is mounted; after a `reset` the caller
 * must read the channel's data again. For channels with a declared kind, use the typed `useChannel`. `since` is the cursor
 * at which the caller's data was read; the events since then are delivered first.
 */
export function useRealtimeChannel(
  channel: string,
  onMessage: (message: RealtimeMessage) => void,
  { since }: { since?: string | undefined } = {},
): void {
  const client = useRealtimeClient();
  const handle = useEffectEvent(onMessage);
  const from = useEffectEvent(() => since);
  useEffect(() => client.subscribe(channel, (message) => handle(message), from()), [client, channel]);
}
