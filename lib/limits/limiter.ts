import "server-only";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { logger } from "@/lib/server/logger";
import { countInDatabase, readCount } from "./count-in-database";

export type LimitStore = "process" | "database";
export type LimitAnswer = { ok: true } | { ok: false; retryAfterSeconds: number };

export interface Limiter {
  /** Does not reject when the database is unavailable. */
  count(subject: string): Promise<LimitAnswer>;
  /** Whether the next call of `count` would be refused. Does not reject either. */
  isOver(subject: string): Promise<boolean>;
}

const refusal = (milliseconds: number): LimitAnswer => ({
  ok: false,
  retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1_000)),
});

/** Keeps the warning to one per outage. */
let isAway = false;

function limiterOfProcess(memory: RateLimiterMemory, points: number): Limiter {
  return {
    isOver: async (subject) => ((await memory.get(subject))?.consumedPoints ?? 0) >= points,
    count: async (subject) => {
      try {
        await memory.consume(subject);
        return { ok: true };
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return refusal(refused.msBeforeNext);
      }
    },
  };
}

function limiterOfAll(name: string, points: number, seconds: number, memory: RateLimiterMemory): Limiter {
  // Without the database the limit holds for each process separately.
  const ofProcess = limiterOfProcess(memory, points);
  return {
    isOver: async (subject) => {
      if (await ofProcess.isOver(subject)) return true;
      try {
        return (await readCount(`${name}:${subject}`)) >= points;
      } catch (error) {
        logger.warn({ error }, "A limit cannot be read; this process goes by its own counts");
        return false;
      }
    },
    count: async (subject) => {
      const known = await memory.get(subject);
      if (known !== null && known.consumedPoints > points) return refusal(known.msBeforeNext);
      try {
        const counted = await countInDatabase(`${name}:${subject}`, seconds * 1_000);
        isAway = false;
        const left = Math.max(1, counted.expire - Date.now());
        if (counted.points >= points) await memory.block(subject, left / 1_000);
        return counted.points <= points ? { ok: true } : refusal(left);
      } catch (error) {
        if (!isAway)
          logger.warn(
            { error },
            "Limits cannot be counted together; each process counts by itself meanwhile",
          );
        isAway = true;
        return ofProcess.count(subject);
      }
    },
  };
}

/** Windows begin with a subject's first request. Refusals come from memory, so a flood costs no queries. */
export function makeLimiter(
  name: string,
  { points, seconds, store }: { points: number; seconds: number; store: LimitStore },
): Limiter {
  const memory = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
  return store === "process" ? limiterOfProcess(memory, points) : limiterOfAll(name, points, seconds, memory);
}
