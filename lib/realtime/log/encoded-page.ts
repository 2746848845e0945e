import "server-only";
import { durableBody } from "@/lib/realtime/protocol/frames";
import type { LogHead } from "@/lib/realtime/protocol/position";
import type { LogPage } from "./log";

/** Without its `id:`, which differs by connection. Shared by all readers. */
export interface EncodedEvent {
  readonly offset: number;
  readonly body: Uint8Array;
}

export interface EncodedPage extends LogHead {
  readonly events: readonly EncodedEvent[];
}

export function encodePage(channel: string, { events, ...head }: LogPage): EncodedPage {
  return {
    ...head,
    events: events.map(({ offset, type, data }) => ({
      offset,
      body: durableBody(channel, offset, type, data),
    })),
  };
}
