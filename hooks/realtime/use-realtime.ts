"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { StreamStatus } from "@/lib/realtime/client/stream/stream-client";
import { type RealtimeMessage, useRealtimeClient } from "./realtime-context";

export interface Realtime extends StreamStatus {
  /** Returns the function that unsubscribes. In a component, prefer `useChannel`. */
  subscribe(channel: string, handler: (message: RealtimeMessage) => void, since?: string): () => void;
}

/** The status on the server and during hydration; a part of the page may hydrate after the stream is live. */
const NOT_YET: StreamStatus = { state: "connecting", since: null, lastContact: null };
const onServer = () => NOT_YET;

/** Renders when the state changes, and at most once a second for frames. */
export function useRealtime(): Realtime {
  const client = useRealtimeClient();
  const status = useSyncExternalStore(client.onStatus, client.status, onServer);
  const subscribe = useCallback<Realtime["subscribe"]>((...listen) => client.subscribe(...listen), [client]);
  return useMemo(() => ({ ...status, subscribe }), [status, subscribe]);
}
