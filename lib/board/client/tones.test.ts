import { describe, expect, test } from "vitest";
import { renderTone, TONES, type Tone, type ToneName } from "./tones";

const RATE = 8_000;
const loudest = (samples: Float32Array) =>
  samples.reduce((top, sample) => Math.max(top, Math.abs(sample)), 0);

const tones: Record<ToneName, Tone> = TONES;
const all = Object.entries(tones);
const pitchesOf = ({ notes }: Tone) => [...new Set(notes.map(({ hertz }) => hertz))];

/** How the pitch moves from note to note: up, down or level. */
function contour({ notes }: Tone): string {
  return notes
    .slice(1)
    .map(({ hertz }, index) => {
      const before = notes[index]?.hertz ?? hertz;
      if (hertz === before) return "level";
      return hertz > before ? "up" : "down";
    })
    .join(" ");
}

describe.each(all)("the tone “%s”", (_, tone) => {
  test("is loud and never clips", () => {
    const samples = renderTone(tone, RATE);
    expect(loudest(samples)).toBeGreaterThan(0.3);
    expect(loudest(samples)).toBeLessThanOrEqual(1);
  });

  test("ends in silence, so that it can loop and follow another", () => {
    const samples = renderTone(tone, RATE);
    expect(samples.length).toBe(Math.ceil(tone.length * RATE));
    expect(loudest(samples.slice(-RATE / 10))).toBeLessThan(0.001);
  });
});

test("no two tones have a pitch in common, so that each is known by its sound", () => {
  const pitches = all.flatMap(([, tone]) => pitchesOf(tone));
  expect(new Set(pitches).size).toBe(pitches.length);
});

test("the pitch moves differently in every tone, so that they differ however loud they are", () => {
  expect(new Set(all.map(([, tone]) => contour(tone))).size).toBe(all.length);
});

test("a technical problem is lower than every tone of an order", () => {
  const orders = all.filter(([name]) => name !== "technical").flatMap(([, tone]) => pitchesOf(tone));
  expect(Math.max(...pitchesOf(tones.technical))).toBeLessThan(Math.min(...orders));
});

test("equally loud notes make a tone: no tone is told from another by its volume alone", () => {
  const peaks = all.map(([, tone]) => loudest(renderTone(tone, RATE)));
  expect(Math.max(...peaks) / Math.min(...peaks)).toBeLessThan(2);
});
