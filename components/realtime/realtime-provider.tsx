"use client";

import { type ReactNode, useEffect, useState } from "react";
import { RealtimeContext } from "@/hooks/realtime/realtime-context";
import { DeferredClient } from "@/lib/realtime/client/stream/deferred-client";

interface RealtimeProviderProps {
  /** The position that was read before the page's data. */
  cursor: string;
  channels: string[];
  /** Identifies the sign-in without revealing it: tabs of the same sign-in share a stream. */
  session: string;
  children: ReactNode;
}

export function RealtimeProvider({ cursor, channels, session, children }: RealtimeProviderProps) {
  const [client] = useState(
    () =>
      new DeferredClient(async () =>
        (await import("@/hooks/realtime/page-stream")).pageStream(cursor, channels, session),
      ),
  );
  useEffect(() => {
    client.start();
    return () => client.stop();
  }, [client]);
  useEffect(() => client.expect(channels, cursor, session), [client, channels, cursor, session]);
  return <RealtimeContext value={client}>{children}</RealtimeContext>;
}
