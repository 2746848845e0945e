"use client";

import { type ReactNode, useEffect, useState } from "react";
import { RealtimeContext } from "@/hooks/realtime-context";
import { catalogue } from "@/lib/events";
import { StreamClient } from "@/lib/realtime/client/stream-client";

interface RealtimeProviderProps {
  /** Where the page's data was read: the stream goes on from here. */
  cursor: string;
  /** What the person may read without asking; the positions in `cursor` are those of these channels. */
  channels: string[];
  children: ReactNode;
}

/** One stream for everything below it, open while it is mounted. */
export function RealtimeProvider({ cursor, channels, children }: RealtimeProviderProps) {
  const [client] = useState(
    () => new StreamClient({ url: "/api/events/stream", catalogue, cursor, channels }),
  );
  useEffect(() => {
    client.start();
    return () => client.stop();
  }, [client]);
  useEffect(() => client.expect(channels, cursor), [client, channels, cursor]);
  return <RealtimeContext value={client}>{children}</RealtimeContext>;
}
