import { expect, test } from "vitest";
import { LINE_FAULTS, STAGE_FAULTS } from "./fault-kinds";
import { planFaults } from "./plan";

const options = { seed: 7, seconds: 60, kinds: STAGE_FAULTS, linesPerSecond: 0.5 };

test("the same seed plans the same faults, and another seed plans other faults", () => {
  expect(planFaults(options)).toEqual(planFaults(options));
  expect(planFaults({ ...options, seed: 8 })).not.toEqual(planFaults(options));
});

test.each([10, 30, 300])("a run of %i s has every fault and ends without stage faults", (seconds) => {
  for (let seed = 1; seed < 50; seed += 1) {
    const plan = planFaults({ ...options, seed, seconds });
    expect(new Set(plan.map(({ kind }) => kind))).toEqual(new Set([...LINE_FAULTS, ...STAGE_FAULTS]));
    const stage = plan.filter(({ kind }) => !LINE_FAULTS.some((line) => line === kind));
    for (const { at, lasts } of stage) expect(at + lasts).toBeLessThanOrEqual(seconds * 1_000 * 0.9);
  }
});

test("a longer run kills the application more often", () => {
  const kills = (seconds: number) =>
    planFaults({ ...options, seconds }).filter(({ kind }) => kind === "app_kill").length;
  expect(kills(300)).toBeGreaterThan(kills(30));
});
