import "server-only";
import { logger } from "@/lib/server/logger";
import type { Reaction } from "./define-reaction";
import { drain, drainChannels, drainDue, isWatched } from "./drain";

/** Pause between two rounds (ms), `rounds` times the duration of the last one: it leaves database time to commands. */
const PAUSE = { shortest: 250, longest: 750, rounds: 10 };
const POLL_MS = 1_000;
const COMPARE_MS = 60_000;
const ROUND_BUDGET_MS = 5_000;

/** Several processes can run reactions at once, because a position is locked while it moves. */
export class ReactionRunner {
  readonly #notified = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #polledAt = Number.NEGATIVE_INFINITY;
  #comparedAt = Number.NEGATIVE_INFINITY;
  #isStopped = false;

  constructor(private readonly reactions: readonly Reaction[]) {}

  start(): void {
    this.#schedule(0);
  }

  notify(channels: readonly string[]): void {
    const before = this.#notified.size;
    for (const channel of channels) if (isWatched(this.reactions, channel)) this.#notified.add(channel);
    if (this.#notified.size > before && before === 0) this.#schedule(this.#pausedUntil);
  }

  /** Resolves when the current round has ended. */
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
        const began = performance.now();
        this.#round = this.#run().finally(() => {
          const ended = performance.now();
          const pause = Math.min(PAUSE.longest, Math.max(PAUSE.shortest, PAUSE.rounds * (ended - began)));
          this.#round = undefined;
          this.#pausedUntil = ended + pause;
          this.#schedule(this.#notified.size > 0 ? this.#pausedUntil : this.#polledAt + POLL_MS);
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
