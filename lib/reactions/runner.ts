import "server-only";
import { logger } from "@/lib/server/logger";
import type { Reaction } from "./define-reaction";
import { drain, drainChannels, drainDue, isWatched } from "./drain";

/**
 * Pause between two rounds. Under load it lets events gather, so that one transaction handles many of them; the first event
 * after a quiet time is handled at once.
 */
const PAUSE_MS = 250;
const POLL_MS = 1_000;
const COMPARE_MS = 60_000;
const ROUND_BUDGET_MS = 5_000;

/**
 * Runs reactions in a process that stays: at once for what this process commits, and within a second for what others do. Any
 * number of processes may run them: a position is moved by whoever has locked it.
 */
export class ReactionRunner {
  readonly #notified = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #endedAt = Number.NEGATIVE_INFINITY;
  #polledAt = Number.NEGATIVE_INFINITY;
  #comparedAt = Number.NEGATIVE_INFINITY;
  #isStopped = false;

  constructor(private readonly reactions: readonly Reaction[]) {}

  start(): void {
    this.#schedule(0);
  }

  /** Says that these channels were appended to. */
  notify(channels: readonly string[]): void {
    const before = this.#notified.size;
    for (const channel of channels) if (isWatched(this.reactions, channel)) this.#notified.add(channel);
    if (this.#notified.size > before && before === 0) this.#schedule(this.#endedAt + PAUSE_MS);
  }

  /** Starts no further round, and resolves when the one under way has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  #schedule(at: number): void {
    if (this.#isStopped || this.#round !== undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#round = this.#run().finally(() => {
          this.#round = undefined;
          this.#endedAt = performance.now();
          this.#schedule(this.#notified.size > 0 ? this.#endedAt + PAUSE_MS : this.#polledAt + POLL_MS);
        });
      },
      Math.max(0, at - performance.now()),
    ).unref();
  }

  async #run(): Promise<void> {
    const channels = [...this.#notified];
    this.#notified.clear();
    try {
      if (channels.length > 0) await drainChannels(this.reactions, channels, ROUND_BUDGET_MS);
      const now = performance.now();
      if (now - this.#comparedAt >= COMPARE_MS) {
        this.#comparedAt = now;
        this.#polledAt = now;
        await drain(this.reactions, ROUND_BUDGET_MS);
      } else if (now - this.#polledAt >= POLL_MS) {
        this.#polledAt = now;
        await drainDue(this.reactions, ROUND_BUDGET_MS);
      }
    } catch (error) {
      logger.warn({ error }, "The reactions could not run; the next round tries again");
    }
  }
}
