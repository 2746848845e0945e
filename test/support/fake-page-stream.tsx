import type { ReactNode } from "react";
import { vi } from "vitest";
import {
  type RealtimeClient,
  RealtimeContext,
  type RealtimeMessage,
} from "@/hooks/realtime/realtime-context";

const LIVE = { state: "live", since: null, lastContact: null } as const;

/** Returns a page's stream whose messages the test delivers, and the provider of it. */
export function makePageStream(status: ReturnType<RealtimeClient["status"]> = LIVE) {
  const listeners: ((message: RealtimeMessage) => void)[] = [];
  const subscribe = vi.fn<RealtimeClient["subscribe"]>((_, listener) => {
    listeners.push(listener);
    return () => undefined;
  });
  const client: RealtimeClient = {
    start: () => undefined,
    stop: () => undefined,
    expect: () => undefined,
    subscribe,
    retry: () => undefined,
    subscribeToAll: () => () => undefined,
    status: () => status,
    onStatus: () => () => undefined,
  };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <RealtimeContext value={client}>{children}</RealtimeContext>
  );
  const send = (message: RealtimeMessage) => {
    for (const listener of listeners) listener(message);
  };
  return { subscribe, wrapper, send };
}
