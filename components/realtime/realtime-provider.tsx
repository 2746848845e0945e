"use client";

import { type ReactNode, useEffect, useState } from "react";
import { RealtimeContext } from "@/hooks/realtime/realtime-context";
import { DeferredClient } from "@/lib/realtime/client/stream/deferred-client";

interface RealtimeProviderProps {
  /** Where the page's data was read: the stream goes on from here. */
  cursor: string;
  /** What the person may read without asking; the positions in `cursor` are those of these channels. */
  channels: string[];
  /** Names the sign-in, without telling it: tabs of the same one share a stream. */
  session: string;
  children: ReactNode;
}

/** One stream for everything below it, open while it is mounted. */
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
