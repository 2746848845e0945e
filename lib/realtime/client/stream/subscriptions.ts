import { decodeCursor } from "@/lib/realtime/protocol/cursor";
import type { StreamEvent } from "@/lib/realtime/protocol/define-event";
import { isAtOrBeyond, isSameLog, type Position } from "@/lib/realtime/protocol/position";
import type { StreamMessage } from "./reader";

export type Handler<Event extends StreamEvent> = (message: StreamMessage<Event>) => void;

const KEPT_MESSAGES = 100;

export class Subscriptions<Event extends StreamEvent> {
  readonly #byChannel = new Map<string, Set<Handler<Event>>>();
  readonly #toAll = new Set<Handler<Event>>();
  readonly #kept = new Map<string, StreamMessage<Event>[]>();

  channels(): string[] {
    return [...this.#byChannel.keys()];
  }

  add(channel: string, handler: Handler<Event>): () => void {
    const handlers = this.#byChannel.get(channel) ?? new Set();
    // The same function may subscribe twice, and each subscription ends by itself.
    const own: Handler<Event> = (message) => handler(message);
    this.#byChannel.set(channel, handlers.add(own));
    return () => {
      handlers.delete(own);
      if (handlers.size > 0 || this.#byChannel.get(channel) !== handlers) return;
      this.#byChannel.delete(channel);
    };
  }

  addToAll(handler: Handler<Event>): () => void {
    this.#toAll.add(handler);
    return () => void this.#toAll.delete(handler);
  }

  dispatch(message: StreamMessage<Event>): void {
    this.#keep(message);
    for (const handler of this.#byChannel.get(message.channel) ?? []) call(handler, message);
    for (const handler of this.#toAll) call(handler, message);
  }

  /** Returns the events since `cursor` on a channel whose position is `now`, or a reset if they are no longer kept. */
  since(channel: string, cursor: string, now: Position | undefined): StreamMessage<Event>[] {
    const from = decodeCursor(cursor)?.get(channel);
    if (from === undefined || now === undefined || isAtOrBeyond(from, now)) return [];
    const missed = (this.#kept.get(channel) ?? []).filter(
      (message) => message.kind === "event" && message.offset !== null && message.offset > from.offset,
    );
    const isWhole = isSameLog(from, now) && missed.length === now.offset - from.offset;
    return isWhole ? missed : [{ kind: "reset", channel, reason: "skipped" }];
  }

  #keep(message: StreamMessage<Event>): void {
    if (message.kind === "reset") {
      this.#kept.delete(message.channel);
      return;
    }
    if (message.offset === null) return;
    const kept = this.#kept.get(message.channel) ?? [];
    kept.push(message);
    if (kept.length > KEPT_MESSAGES) kept.shift();
    this.#kept.set(message.channel, kept);
  }
}

/** Reports an error like any uncaught one, so that the other handlers still run. */
function call<Message>(handler: (message: Message) => void, message: Message): void {
  try {
    handler(message);
  } catch (error) {
    reportError(error);
  }
}
