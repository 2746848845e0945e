import "server-only";
import type { EncodedEvent } from "./encoded-page";

interface Entry {
  epoch: string;
  /** Without a hole, the oldest first. */
  readonly events: EncodedEvent[];
  bytes: number;
}

const CHANNEL_BYTES = 256 * 1024;
const TOTAL_BYTES = 32 * 1024 * 1024;
/** What an event holds beside its bytes. */
const OVERHEAD_BYTES = 200;

const sizeOf = ({ body }: EncodedEvent) => body.byteLength + OVERHEAD_BYTES;

/**
 * The last frames of the channels that this process has dispatched, so that readers who come back after a short absence
 * cost no read of the log. Bounded in bytes for each channel (256 KiB) and in total (32 MiB); the channels that were
 * used longest ago go first.
 *
 * Holds an unbroken stretch of one life of a channel: what does not continue it begins another.
 */
export class FrameCache {
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(
    private readonly channelBytes = CHANNEL_BYTES,
    private readonly totalBytes = TOTAL_BYTES,
  ) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether this event continues what is held of its channel. */
  isContinuedBy(channel: string, epoch: string, offset: number): boolean {
    const entry = this.#entries.get(channel);
    return entry?.epoch === epoch && entry.events.at(-1)?.offset === offset - 1;
  }

  add(channel: string, epoch: string, event: EncodedEvent): void {
    if (!this.isContinuedBy(channel, epoch, event.offset)) this.forget(channel);
    const entry = this.#entries.get(channel) ?? { epoch, events: [], bytes: 0 };
    // The end of the map is what was used last.
    this.#entries.delete(channel);
    this.#entries.set(channel, entry);
    entry.events.push(event);
    this.#grow(entry, sizeOf(event));
    while (entry.bytes > this.channelBytes) this.#dropOldest(entry);
    for (const [oldest] of this.#entries) {
      if (this.#bytes <= this.totalBytes) break;
      this.forget(oldest);
    }
  }

  /** The events that follow `offset` in this life of the channel; empty when they are not held, or there are none. */
  after(channel: string, epoch: string, offset: number): readonly EncodedEvent[] {
    const entry = this.#entries.get(channel);
    const first = entry?.events[0];
    if (entry?.epoch !== epoch || first === undefined || offset < first.offset - 1) return [];
    return entry.events.slice(offset + 1 - first.offset);
  }

  forget(channel: string): void {
    const entry = this.#entries.get(channel);
    if (entry === undefined) return;
    this.#bytes -= entry.bytes;
    this.#entries.delete(channel);
  }

  #dropOldest(entry: Entry): void {
    const dropped = entry.events.shift();
    if (dropped !== undefined) this.#grow(entry, -sizeOf(dropped));
  }

  #grow(entry: Entry, by: number): void {
    entry.bytes += by;
    this.#bytes += by;
  }
}
