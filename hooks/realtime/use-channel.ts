"use client";

import type { Channel } from "@/lib/realtime/protocol/define-channel";
import type { ProductEvent, RealtimeMessage } from "./realtime-context";
import { useRealtimeChannel } from "./use-realtime-channel";

type DataByName = { [Event in ProductEvent as Event["type"]]: Event["data"] };
type Name = keyof DataByName;

type EventHandlers<Names extends Name> = { [Each in Names]: (data: DataByName[Each]) => void };

export type ChannelHandlers<Names extends Name> = EventHandlers<Names> & {
  /** Called when events were missed: the channel's data must be read again. */
  reset: () => void;
};

interface Options {
  since?: string | undefined;
}

export const ignore = () => undefined;

function dispatch<Each extends Name>(
  handlers: Partial<EventHandlers<Each>>,
  { type, data }: { [One in Each]: { type: One; data: DataByName[One] } }[Each],
): void {
  handlers[type]?.(data);
}

/**
 * Runs the handlers of a channel's events once for each event, in order, while the component is mounted. `since` is the
 * cursor at which the caller's data was read (`readLive`); the events since then are delivered first.
 */
export function useChannel<Names extends Name>(
  channel: Channel<Names>,
  handlers: ChannelHandlers<Names>,
  options?: Options,
): void;
export function useChannel(
  { name }: Channel,
  handlers: Partial<EventHandlers<Name>> & { reset: () => void },
  options: Options = {},
): void {
  const handle = (message: RealtimeMessage) => {
    if (message.kind === "reset") handlers.reset();
    else dispatch<Name>(handlers, message);
  };
  useRealtimeChannel(name, handle, options);
}
