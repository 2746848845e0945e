import "server-only";
import type { HubChannel, LogReader } from "./hub-channel";

/** The result of one look at the log. */
export interface CheckResult {
  /** Shards of which the bus has left something out. */
  readonly silent: ReadonlySet<number>;
  /** When that was found (`performance.now()`). */
  readonly missedAt: number;
  /** After so many milliseconds the next look tells whether what this one found was merely late; null: nothing was found. */
  readonly confirmAfterMs: number | null;
}

/** The channels that somebody at this process reads. */
interface ReadChannels {
  get(name: string): HubChannel | undefined;
  values(): Iterable<HubChannel>;
}

/** Long enough for a doorbell that is under way, short enough for a bus that is dead. */
const CONFIRM_MS = 300;
/** The next look comes no sooner than this many times as long as the last one took. */
const REST = 10;
/**
 * Seconds by which two looks overlap. An append gets its time when its row is locked and is seen when it is committed,
 * which is later by the rest of its transaction; whole seconds take away one more.
 */
const OVERLAP_SECONDS = 5;
/** How often all channels are compared, whatever was appended to: for what is later than the overlap, or rewrote the log. */
const COMPARE_ALL_MS = 60_000;

/**
 * Compares the hub's positions with the log: at each look the channels that were appended to since the look before, and
 * once a minute all of them.
 */
export class PositionCheck {
  #lookedAt = 0;
  #comparedAllAt = Number.NEGATIVE_INFINITY;
  /** By the database's clock. */
  #since = 0;
  /** What the last look found before any message told of it. */
  #missing = new Set<HubChannel>();

  constructor(
    private readonly log: LogReader,
    private readonly confirmMs: number = CONFIRM_MS,
    private readonly compareAllMs: number = COMPARE_ALL_MS,
  ) {}

  /**
   * A channel that is behind starts to fill itself. Silent is the shard of an event that the look before this one
   * found, and that no message has told of since. Rejects when the log cannot be read.
   */
  async run(channels: ReadChannels): Promise<CheckResult> {
    const missedAt = this.#lookedAt;
    const lookedAt = performance.now();
    const isOfAll = lookedAt - this.#comparedAllAt >= this.compareAllMs;
    const changes = await this.log.readChanges(isOfAll ? null : this.#since - OVERLAP_SECONDS);
    // The clock was read first, so the next look begins before this comparison.
    const heads = isOfAll
      ? await this.log.readHeads(Array.from(channels.values(), ({ name }) => name))
      : changes.heads;
    if (isOfAll) this.#comparedAllAt = lookedAt;
    this.#since = changes.now;
    this.#lookedAt = lookedAt;

    const silent = new Set<number>();
    for (const channel of this.#missing) if (channel.isMissing) silent.add(channel.shard);
    this.#missing = new Set();
    for (const [name, head] of heads) {
      const channel = channels.get(name);
      if (channel?.checkPosition(head)) this.#missing.add(channel);
    }
    const took = performance.now() - lookedAt;
    return {
      silent,
      missedAt,
      confirmAfterMs: this.#missing.size > 0 ? Math.max(this.confirmMs, REST * took) : null,
    };
  }
}
