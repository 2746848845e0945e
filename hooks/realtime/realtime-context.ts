"use client";

import { createContext, useContext } from "react";
import type { catalogue } from "@/lib/events";
import type { PageStream } from "@/lib/realtime/client/stream/deferred-client";
import type { StreamMessage } from "@/lib/realtime/client/stream/reader";
import type { EventOf } from "@/lib/realtime/protocol/define-event";

export type ProductEvent = EventOf<typeof catalogue>;
export type RealtimeMessage = StreamMessage<ProductEvent>;
export type RealtimeClient = PageStream<ProductEvent>;

export const RealtimeContext = createContext<RealtimeClient | null>(null);

export function useRealtimeClient(): RealtimeClient {
  const client = useContext(RealtimeContext);
  if (client === null) throw new Error("This needs a RealtimeProvider above it");
  return client;
}
