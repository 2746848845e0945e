"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { StreamStatus } from "@/lib/realtime/client/stream/stream-client";
import { type RealtimeMessage, useRealtimeClient } from "./realtime-context";

export interface Realtime extends StreamStatus {
  /** Ends with the returned function. In a component, prefer `useChannel`. */
  subscribe(channel: string, handler: (message: RealtimeMessage) => void, since?: string): () => void;
}

/** What the server renders, and what the browser hydrates with: a part of the page may come after the stream is live. */
const NOT_YET: StreamStatus = { state: "connecting", since: null, lastContact: null };
const onServer = () => NOT_YET;

/** How the page's stream is doing. Renders again when the state changes, and at most once a second with frames. */
export function useRealtime(): Realtime {
  const client = useRealtimeClient();
  const status = useSyncExternalStore(client.onStatus, client.status, onServer);
  const subscribe = useCallback<Realtime["subscribe"]>((...listen) => client.subscribe(...listen), [client]);
  return useMemo(() => ({ ...status, subscribe }), [status, subscribe]);
}
