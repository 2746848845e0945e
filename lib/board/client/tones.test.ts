import { expect, test } from "vitest";
import { renderTone, TONES } from "./tones";

const RATE = 8_000;
const loudest = (samples: Float32Array) =>
  samples.reduce((top, sample) => Math.max(top, Math.abs(sample)), 0);

test.each(["new", "cancelled", "lost"] as const)("the tone “%s” is loud and never clips", (name) => {
  const samples = renderTone(TONES[name], RATE);
  expect(loudest(samples)).toBeGreaterThan(0.3);
  expect(loudest(samples)).toBeLessThanOrEqual(1);
});

test("no two tones have a pitch in common, so that each is known by its sound", () => {
  const pitches = Object.values(TONES).flatMap(({ notes }) => [...new Set(notes.map(({ hertz }) => hertz))]);
  expect(new Set(pitches).size).toBe(pitches.length);
});

test.each(["new", "lost"] as const)("the tone “%s” ends in silence, so that it can loop", (name) => {
  const samples = renderTone(TONES[name], RATE);
  expect(samples.length).toBe(TONES[name].length * RATE);
  expect(loudest(samples.slice(-RATE))).toBe(0);
});
