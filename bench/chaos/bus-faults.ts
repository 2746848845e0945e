import { setTimeout as pause } from "node:timers/promises";
import { seededRandom } from "../../scripts/simulate/random";
import type { Disturbance, Faults, PublishFate } from "../../test/support/upstash-faults";
import type { UpstashShim } from "../../test/support/upstash-shim";
import type { StageFault } from "./fault-kinds";
import type { PlannedFault } from "./plan";
import type { Stage } from "./stage";

/** Carries one fault out and mends it. Answers with how many messages, streams or requests it befell. */
export type Inflict = (stage: Stage, fault: PlannedFault) => Promise<number>;

/** Most publishes, not all: what is left is what the others come too late or too early for. */
const MOST = 0.6;
/** An upstream that is disturbed is disturbed again, as soon as it is back, while the fault lasts. */
const AGAIN_MS = 700;
/** A fault that has befallen nothing yet, because nobody published or subscribed, lasts longer, but not for ever. */
const LONGER_MS = 15_000;
const LOOK_MS = 50;

/** Waits for the fault's time, and until it was felt. Answers with how much it befell. */
async function untilFelt(lasts: number, befallen: () => number): Promise<number> {
  await pause(lasts);
  const until = Date.now() + LONGER_MS;
  while (befallen() === 0 && Date.now() < until) await pause(LOOK_MS);
  return befallen();
}

const publishes =
  (fate: PublishFate): Inflict =>
  async ({ shim }, { lasts, seed }) => {
    const before = shim.counts()[fate];
    shim.faults.publish = { random: seededRandom(seed).next, [fate]: fate === "lost" ? 1 : MOST };
    const befallen = await untilFelt(lasts, () => shim.counts()[fate] - before);
    delete shim.faults.publish;
    return befallen;
  };

const upstreams =
  (kind: Disturbance): Inflict =>
  async ({ shim }, { lasts }) => {
    let befallen = shim.disturb(kind);
    const again = setInterval(() => {
      befallen += shim.disturb(kind);
    }, AGAIN_MS);
    await untilFelt(lasts, () => befallen);
    clearInterval(again);
    return befallen;
  };

const service =
  (faults: Faults, befell: (shim: UpstashShim) => number): Inflict =>
  async ({ shim }, { lasts }) => {
    const before = befell(shim);
    Object.assign(shim.faults, faults);
    const befallen = await untilFelt(lasts, () => befell(shim) - before);
    for (const key of Object.keys(faults)) Reflect.deleteProperty(shim.faults, key);
    return befallen;
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
