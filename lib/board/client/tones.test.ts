import { expect, test } from "vitest";
import { renderTone, TONES } from "./tones";

const RATE = 8_000;
const loudest = (samples: Float32Array) =>
  samples.reduce((top, sample) => Math.max(top, Math.abs(sample)), 0);

test.each(["new", "cancelled"] as const)("the tone for %s orders is loud and never clips", (name) => {
  const samples = renderTone(TONES[name], RATE);
  expect(loudest(samples)).toBeGreaterThan(0.3);
  expect(loudest(samples)).toBeLessThanOrEqual(1);
});

test("the tone for new orders ends in silence, so that it can loop", () => {
  const samples = renderTone(TONES.new, RATE);
  expect(samples.length).toBe(3.2 * RATE);
  expect(loudest(samples.slice(-RATE))).toBe(0);
});
