import "server-only";
import type { EncodedEvent } from "./encoded-page";

interface Entry {
  epoch: string;
  /** Consecutive, oldest first. */
  readonly events: EncodedEvent[];
  bytes: number;
}

const CHANNEL_BYTES = 256 * 1024;
const TOTAL_BYTES = 32 * 1024 * 1024;
const OVERHEAD_BYTES = 200;

const sizeOf = ({ body }: EncodedEvent) => body.byteLength + OVERHEAD_BYTES;

/**
 * Caches the latest frames, so that readers who reconnect soon cost no read of the log: 256 KiB per channel, 32 MiB in
 * total. Holds consecutive events of one epoch per channel.
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

  isContinuedBy(channel: string, epoch: string, offset: number): boolean {
    const entry = this.#entries.get(channel);
    return entry?.epoch === epoch && entry.events.at(-1)?.offset === offset - 1;
  }

  add(channel: string, epoch: string, event: EncodedEvent): void {
    if (!this.isContinuedBy(channel, epoch, event.offset)) this.forget(channel);
    const entry = this.#entries.get(channel) ?? { epoch, events: [], bytes: 0 };
    // Map order is the order of use.
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

  /** Empty when the events after `offset` in this epoch are not cached, or there are none. */
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
