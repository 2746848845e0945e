import "server-only";
import type { HubChannel, LogReader } from "./hub-channel";

/** The result of one position check. */
export interface CheckResult {
  /** Shards on which the bus has lost a message. */
  readonly silent: ReadonlySet<number>;
  /** When the missing events were found (`performance.now()`). */
  readonly missedAt: number;
  /**
   * Milliseconds until the next check, which distinguishes a late message from a lost one; null when nothing was
   * found.
   */
  readonly confirmAfterMs: number | null;
}

/** The channels that this process has a reader for. */
interface ReadChannels {
  get(name: string): HubChannel | undefined;
  values(): Iterable<HubChannel>;
}

/** Milliseconds: longer than a message takes, short enough to detect a dead bus soon. */
const CONFIRM_MS = 300;
/** The confirming check waits at least this many times the duration of the last one. */
const REST = 10;
/**
 * Seconds by which two checks overlap. An append gets its time when its row is locked and becomes visible at the
 * commit; times are whole seconds.
 */
const OVERLAP_SECONDS = 5;
/**
 * Milliseconds between comparisons of all channels, for commits later than the overlap and rewritten logs.
 */
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
  /** Channels with events that the last check found before any message. */
  #missing = new Set<HubChannel>();

  constructor(
    private readonly log: LogReader,
    private readonly confirmMs: number = CONFIRM_MS,
    private readonly compareAllMs: number = COMPARE_ALL_MS,
  ) {}

  /**
   * Compares positions and starts filling the channels that are behind. A shard is silent when an event that the
   * previous check found was still not announced by a message. Rejects when the log cannot be read.
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
