import * as z from "zod/mini";
import { channelNameSchema } from "@/lib/realtime/protocol/channel-names";
import { decodeCursor, decodeId, Positions } from "@/lib/realtime/protocol/cursor";
import type { Catalogue, StreamEvent } from "@/lib/realtime/protocol/define-event";
import {
  accept,
  isSameLog,
  type Position,
  RESET_REASONS,
  type ResetReason,
} from "@/lib/realtime/protocol/position";
import { parseJson } from "@/lib/text/parse-json";

export type StreamMessage<Event extends StreamEvent = StreamEvent> =
  | (Event & { kind: "event"; channel: string; offset: number | null })
  | {
      kind: "reset";
      channel: string;
      /** `skipped`: this page could not read an event, for example because it is older than the server. */
      reason: ResetReason | "skipped";
    };

const eventFrame = z.looseObject({
  channel: channelNameSchema,
  offset: z.optional(z.int().check(z.positive())),
});
const resetFrame = z.object({
  channel: channelNameSchema,
  offset: z.int().check(z.nonnegative()),
  reason: z.enum(RESET_REASONS),
});

/**
 * Parses frames into messages, each offset once, in order. Two streams may feed it at once: the second copy is dropped.
 * Frames of channels that only other tabs read are dropped.
 */
export class StreamReader<Event extends StreamEvent> {
  #positions = new Positions();
  /** Null until a stream has begun. */
  #channels: ReadonlySet<string> | null = null;
  #unreadable: string | null = null;
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
    return this.#positions.size === 0 ? null : this.#positions.encode();
  }

  position(channel: string): Position | undefined {
    return this.#positions.get(channel);
  }

  adopt(cursor: string): void {
    this.#positions.adopt(decodeCursor(cursor) ?? new Positions());
  }

  /**
   * Called when a stream with the cursor `id` has begun. A channel in which only the stream has a position gets a reset,
   * since the page's data may be of any age. So does one in which a shared stream begins elsewhere than at this page's
   * position, because the tabs had positions in different logs. Channels of `next`, the coming request, keep their positions.
   */
  begin(channels: readonly string[], id: string, next: readonly string[] = []): StreamMessage<Event>[] {
    const isFresh = this.cursor() === null;
    this.#unreadable = null;
    this.#channels = new Set(channels);
    this.#positions.retain([...channels, ...next]);
    const messages: StreamMessage<Event>[] = [];
    const stream = decodeCursor(id);
    for (const channel of this.#channels) {
      const position = stream?.get(channel);
      if (position === undefined || this.#positions.has(channel)) continue;
      this.#positions.set(channel, position);
      if (!isFresh) messages.push({ kind: "reset", channel, reason: "joined" });
    }
    return [...messages, ...this.compare(id)];
  }

  reset(text: string, id: string): StreamMessage<Event>[] {
    const frame = parseJson(resetFrame, text);
    if (frame === null) return this.#mismatch("reset", text);
    const { channel, offset, reason } = frame;
    if (!this.#follows(channel)) return [];
    const epoch = epochIn(id, channel) ?? "";
    const known = this.#positions.get(channel);
    // Meant for another tab, which was further behind: this one has all earlier events.
    if (reason !== "ahead" && known?.epoch === epoch && known.offset >= offset) return [];
    this.#positions.set(channel, { epoch, offset });
    return [{ kind: "reset", channel, reason }];
  }

  event(type: string, text: string, id: string): StreamMessage<Event>[] {
    const frame = parseJson(eventFrame, text);
    if (frame === null) return this.#mismatch(type, text);
    const { channel, offset = null } = frame;
    if (!this.#follows(channel)) return [];
    const messages: StreamMessage<Event>[] = [];
    if (offset !== null) {
      const known = this.#positions.get(channel);
      const epoch = epochIn(id, channel) ?? known?.epoch ?? "";
      const verdict = known === undefined ? "deliver" : judge(known, { epoch, offset });
      if (verdict === "drop") return [];
      // The server leaves no gaps: the missing event was of a type that this page does not know.
      if (verdict === "gap") messages.push({ kind: "reset", channel, reason: "skipped" });
      this.#positions.set(channel, { epoch, offset });
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

  /**
   * Resets channels in which the stream is beyond the page's position, since it has sent events of types that the page does
   * not know, or is in another log.
   */
  compare(id: string): StreamMessage<Event>[] {
    const stream = decodeCursor(id);
    const messages: StreamMessage<Event>[] = [];
    for (const channel of this.#channels ?? []) {
      const [known, position] = [this.#positions.get(channel), stream?.get(channel)];
      if (known === undefined || position === undefined) continue;
      const reason = reasonToReset(known, position);
      if (reason === null) continue;
      this.#positions.set(channel, position);
      messages.push({ kind: "reset", channel, reason });
    }
    return messages;
  }

  #follows(channel: string): boolean {
    return this.#channels?.has(channel) ?? true;
  }

  #mismatch(type: string, text: string): [] {
    this.mismatches++;
    if (this.mismatches === 1)
      // biome-ignore lint/suspicious/noConsole: helps to find out why a screen lags behind a new version of the server
      console.warn("An event of the stream does not fit what this page knows", type, text);
    return [];
  }
}

/** A shared stream may continue in another epoch of the log without a reset for this tab. */
function judge(known: Position, next: Position): ReturnType<typeof accept> {
  return isSameLog(known, next) ? accept(known.offset, next.offset) : "gap";
}

/** Returns null when a page at `known` continues with what follows `stream`. */
function reasonToReset(known: Position, stream: Position): "epoch" | "skipped" | null {
  // The stream began before the channel's first event, which may have come by the previous stream already.
  if (stream.epoch === "" && stream.offset === 0) return null;
  if (!isSameLog(known, stream)) return "epoch";
  return known.offset >= stream.offset ? null : "skipped";
}

function epochIn(id: string, channel: string): string | undefined {
  return decodeId(id)?.get(channel)?.epoch;
}
