"use client";

import { useEffect, useEffectEvent } from "react";
import { type RealtimeMessage, useRealtimeClient } from "./realtime-context";

/** Does what `useChannel` does, without types, for channels without a declared kind. `reset` comes as a message. */
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
