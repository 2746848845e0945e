import "server-only";
import { durableBody } from "@/lib/realtime/protocol/frames";
import type { LogHead } from "@/lib/realtime/protocol/position";
import type { LogEvent, LogPage } from "./log";

/** Without its `id:`, which differs by connection. Shared by all readers. */
export interface EncodedEvent {
  readonly offset: number;
  readonly body: Uint8Array;
}

export interface EncodedPage extends LogHead {
  readonly events: readonly EncodedEvent[];
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireEncodedEvents: number | undefined;
}

/** Events that this process has encoded: each once for all of its readers, not once for each. */
export const countEncoded = () => globalThis.platewireEncodedEvents ?? 0;

export function encodeEvent(channel: string, { offset, type, data }: LogEvent): EncodedEvent {
  globalThis.platewireEncodedEvents = countEncoded() + 1;
  return { offset, body: durableBody(channel, offset, type, data) };
}

export function encodePage(channel: string, { events, ...head }: LogPage): EncodedPage {
  return { ...head, events: events.map((event) => encodeEvent(channel, event)) };
}
