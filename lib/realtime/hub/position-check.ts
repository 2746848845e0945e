import "server-only";
import type { HubChannel, LogReader } from "./hub-channel";

export interface CheckResult {
  readonly silent: ReadonlySet<number>;
  /** When the missing events were found (`performance.now()`). */
  readonly missedAt: number;
  /** Until the next check, which tells a late message from a lost one; null when nothing was found. */
  readonly confirmAfterMs: number | null;
}

interface ReadChannels {
  get(name: string): HubChannel | undefined;
  values(): Iterable<HubChannel>;
}

/** Longer than a message takes, short enough to detect a dead bus soon. */
const CONFIRM_MS = 300;
/** The confirming check waits at least this many times the duration of the last one. */
const REST = 10;
/** An append gets its time when its row is locked and becomes visible at the commit; times are whole seconds. */
const OVERLAP_SECONDS = 5;
const COMPARE_ALL_MS = 60_000;

/** Compares the channels that were appended to since the last check, and once a minute all of them. */
export class PositionCheck {
  #lookedAt = 0;
  #comparedAllAt = Number.NEGATIVE_INFINITY;
  #since = 0;
  /** Channels with events that the last check found before any message. */
  #missing = new Set<HubChannel>();

  constructor(
    private readonly log: LogReader,
    private readonly confirmMs: number = CONFIRM_MS,
    private readonly compareAllMs: number = COMPARE_ALL_MS,
  ) {}

  /**
   * Starts filling the channels that are behind. A shard is silent when an event that the previous check found was still
   * not announced by a message. Rejects when the log cannot be read.
   */
  async run(channels: ReadChannels): Promise<CheckResult> {
    const missedAt = this.#lookedAt;
    const lookedAt = performance.now();
    const isOfAll = lookedAt - this.#comparedAllAt >= this.compareAllMs;
    const changes = await this.log.readChanges(isOfAll ? null : this.#since - OVERLAP_SECONDS);
    // The clock was read first, so the next check begins before this comparison.
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
