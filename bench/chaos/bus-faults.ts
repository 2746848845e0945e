import { setTimeout as pause } from "node:timers/promises";
import { seededRandom } from "../../scripts/simulate/random";
import type { Disturbance, Faults, PublishFate } from "../../test/support/upstash-faults";
import type { UpstashShim } from "../../test/support/upstash-shim";
import type { StageFault } from "./fault-kinds";
import type { PlannedFault } from "./plan";
import type { Stage } from "./stage";

/** Carries out one fault and repairs it. Returns the number of affected messages, streams or requests. */
export type Inflict = (stage: Stage, fault: PlannedFault) => Promise<number>;

/** Share of affected publishes; compared with the others, these are late or early. */
const MOST = 0.6;
/** An upstream is disturbed again after each reopening while the fault lasts. */
const AGAIN_MS = 700;
/** Longest extension of a fault that has not affected anything yet. */
const LONGER_MS = 15_000;
const LOOK_MS = 50;

async function untilFelt(lasts: number, affected: () => number): Promise<number> {
  await pause(lasts);
  const until = Date.now() + LONGER_MS;
  while (affected() === 0 && Date.now() < until) await pause(LOOK_MS);
  return affected();
}

const publishes =
  (fate: PublishFate): Inflict =>
  async ({ shim }, { lasts, seed }) => {
    const before = shim.counts()[fate];
    shim.faults.publish = { random: seededRandom(seed).next, [fate]: fate === "lost" ? 1 : MOST };
    const affected = await untilFelt(lasts, () => shim.counts()[fate] - before);
    delete shim.faults.publish;
    return affected;
  };

const upstreams =
  (kind: Disturbance): Inflict =>
  async ({ shim }, { lasts }) => {
    let affected = shim.disturb(kind);
    const again = setInterval(() => {
      affected += shim.disturb(kind);
    }, AGAIN_MS);
    await untilFelt(lasts, () => affected);
    clearInterval(again);
    return affected;
  };

const service =
  (faults: Faults, count: (shim: UpstashShim) => number): Inflict =>
  async ({ shim }, { lasts }) => {
    const before = count(shim);
    Object.assign(shim.faults, faults);
    const affected = await untilFelt(lasts, () => count(shim) - before);
    for (const key of Object.keys(faults)) Reflect.deleteProperty(shim.faults, key);
    return affected;
  };

const redisAway =
  (ms: (lasts: number) => number): Inflict =>
  async ({ redis }, { lasts }) => {
    await redis.kill();
    await pause(ms(lasts));
    await redis.comeBack();
    return 1;
  };

export const BUS_INFLICTIONS = {
  publish_lost: publishes("lost"),
  publish_doubled: publishes("doubled"),
  publish_late: publishes("late"),
  publish_reordered: publishes("reordered"),
  upstream_end: upstreams("end"),
  upstream_break: upstreams("break"),
  upstream_half_line: upstreams("half_line"),
  upstream_garbage: upstreams("garbage"),
  upstream_huge_line: upstreams("huge_line"),
  upstream_hang: service({ mute: true }, (shim) => shim.counts().muted),
  service_error: service({ status: 500 }, (shim) => shim.counts().failed),
  service_away: service({ refuse: true }, (shim) => shim.counts().refused),
  redis_restart: redisAway(() => 0),
  redis_gone: redisAway((lasts) => lasts),
} satisfies Partial<Record<StageFault, Inflict>>;
