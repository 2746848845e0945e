"use client";

import { createContext, useContext } from "react";
import type { catalogue } from "@/lib/events";
import { DeferredClient, type PageStream } from "@/lib/realtime/client/stream/deferred-client";
import type { StreamMessage } from "@/lib/realtime/client/stream/reader";
import type { EventOf } from "@/lib/realtime/protocol/define-event";

export type ProductEvent = EventOf<typeof catalogue>;
export type RealtimeMessage = StreamMessage<ProductEvent>;
export type RealtimeClient = PageStream<ProductEvent>;

export const RealtimeContext = createContext<RealtimeClient | null>(null);

/** Never starts. */
const noStream = new DeferredClient<ProductEvent>(() => Promise.reject(new Error("There is no stream")));

/**
 * While a sign-in changes, a navigation may bring a person's content into the frame of a page for nobody. It connects to
 * nothing, and is loaded as a whole once it is shown: components/shell/one-person.tsx.
 */
export function useRealtimeClient(): RealtimeClient {
  const client = useContext(RealtimeContext);
  if (client !== null) return client;
  // The server renders each page as a whole.
  if (typeof window === "undefined") throw new Error("This needs a RealtimeProvider above it");
  return noStream;
}
