import "server-only";
import { UNWRITTEN } from "@/lib/realtime/protocol/position";
import type { HubChannel, LogReader, Mark } from "./hub-channel";

/** What a look at the log came to. */
export interface Look {
  /** Shards of which the bus has left something out. */
  readonly silent: ReadonlySet<number>;
  /** When that was found (`performance.now()`). */
  readonly missedAt: number;
  /** After so many milliseconds another look will tell whether what this one found was merely late; null: nothing. */
  readonly confirmAfterMs: number | null;
}

/** Long enough for a doorbell that is under way, short enough for a bus that is dead. */
const CONFIRM_MS = 300;
/** Where looking takes long, it is not done all the time. */
const REST = 10;

/** Compares all channels with the log in one query. */
export class PositionCheck {
  #lookedAt = 0;

  constructor(
    private readonly log: LogReader,
    private readonly confirmMs: number = CONFIRM_MS,
  ) {}

  /**
   * A channel that is behind starts to fill itself. Silent is the shard of an event that the look before this one
   * found, and that no message has told of since. Rejects when the log cannot be read.
   */
  async look(channels: Iterable<HubChannel>): Promise<Look> {
    const missedAt = this.#lookedAt;
    const lookedAt = performance.now();
    const marks = new Map<HubChannel, Mark>();
    for (const channel of channels) if (channel.offset !== undefined) marks.set(channel, channel.mark());
    const heads = await this.log.readHeads([...marks.keys()].map(({ name }) => name));
    this.#lookedAt = lookedAt;
    const silent = new Set<number>();
    for (const [channel, before] of marks)
      if (channel.look(heads.get(channel.name) ?? UNWRITTEN, before)) silent.add(channel.shard);
    const isMissing = [...marks.keys()].some((channel) => channel.isMissing);
    const took = performance.now() - lookedAt;
    return { silent, missedAt, confirmAfterMs: isMissing ? Math.max(this.confirmMs, REST * took) : null };
  }
}
