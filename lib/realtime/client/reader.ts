import * as z from "zod/mini";
import { decodeCursor, encodeCursor } from "../cursor";
import type { Catalogue, StreamEvent } from "../define-events";
import { accept, type Position, RESET_REASONS, type ResetReason } from "../position";

/** What a page hears of a channel. After a reset it must read the channel's data afresh. */
export type StreamMessage<Event extends StreamEvent = StreamEvent> =
  | (Event & { kind: "event"; channel: string; offset: number | null })
  | {
      kind: "reset";
      channel: string;
      /** `skipped`: this page could not read an event, as when it is older than the server. */
      reason: ResetReason | "skipped";
    };

const eventFrame = z.looseObject({ channel: z.string(), offset: z.optional(z.int().check(z.positive())) });
const resetFrame = z.object({
  channel: z.string(),
  offset: z.int().check(z.nonnegative()),
  reason: z.enum(RESET_REASONS),
});

/**
 * Turns frames into messages: parsed, each offset once, in order. Knows where the page stands in every channel, and
 * so what to ask for when it comes back. Two streams may feed it at once: the second copy is dropped.
 */
export class StreamReader<Event extends StreamEvent> {
  #positions = new Map<string, Position>();
  /** A cursor that we could not read is handed on: the server answers it with a reset. */
  #unreadable: string | null = null;
  /** Frames that did not fit the catalogue. */
  mismatches = 0;

  constructor(
    private readonly catalogue: Catalogue<Event>,
    cursor: string | null,
  ) {
    if (cursor === null) return;
    const positions = decodeCursor(cursor);
    if (positions === null) this.#unreadable = cursor;
    else this.#positions = positions;
  }

  cursor(): string | null {
    if (this.#unreadable !== null) return this.#unreadable;
    return this.#positions.size === 0 ? null : encodeCursor(this.#positions);
  }

  position(channel: string): Position | undefined {
    return this.#positions.get(channel);
  }

  /** Takes over positions of channels that have none yet. */
  adopt(cursor: string): void {
    for (const [channel, position] of decodeCursor(cursor) ?? [])
      if (!this.#positions.has(channel)) this.#positions.set(channel, position);
  }

  /** A stream has begun: what it does not read, this page does not follow any longer. */
  begin(channels: readonly string[], id: string): void {
    this.#unreadable = null;
    this.adopt(id);
    for (const channel of this.#positions.keys())
      if (!channels.includes(channel)) this.#positions.delete(channel);
  }

  reset(text: string, id: string): StreamMessage<Event>[] {
    const frame = parse(resetFrame, text);
    if (frame === null) return this.#mismatch("reset", text);
    const { channel, offset, reason } = frame;
    this.#positions.set(channel, { epoch: epochIn(id, channel) ?? "", offset });
    return [{ kind: "reset", channel, reason }];
  }

  event(type: string, text: string, id: string): StreamMessage<Event>[] {
    const frame = parse(eventFrame, text);
    if (frame === null) return this.#mismatch(type, text);
    const { channel, offset = null } = frame;
    const messages: StreamMessage<Event>[] = [];
    if (offset !== null) {
      const known = this.#positions.get(channel);
      const verdict = known === undefined ? "deliver" : accept(known.offset, offset);
      if (verdict === "drop") return [];
      // The server leaves no gaps: what is missing was of a type this page has never heard of.
      if (verdict === "gap") messages.push({ kind: "reset", channel, reason: "skipped" });
      this.#positions.set(channel, { epoch: epochIn(id, channel) ?? known?.epoch ?? "", offset });
    }
    const event = this.catalogue.decode(type, frame);
    if (event !== null) messages.push({ kind: "event", ...event, channel, offset });
    else {
      this.#mismatch(type, text);
      if (offset !== null && messages.length === 0)
        messages.push({ kind: "reset", channel, reason: "skipped" });
    }
    return messages;
  }

  #mismatch(type: string, text: string): [] {
    this.mismatches++;
    if (this.mismatches === 1)
      // biome-ignore lint/suspicious/noConsole: for whoever looks why a screen lags behind a new version of the server
      console.warn("An event of the stream does not fit what this page knows", type, text);
    return [];
  }
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, text: string): z.infer<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function epochIn(id: string, channel: string): string | undefined {
  return decodeCursor(id)?.get(channel)?.epoch;
}
