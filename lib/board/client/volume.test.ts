import fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { gainOf, VOLUME, volumeOf } from "./volume";

test.each([
  [null, 100],
  ["", 100],
  [" ", 100],
  ["loud", 100],
  ["Infinity", 100],
  ["NaN", 100],
  ["40", 40],
  ["44", 40],
  ["0", 10],
  ["-20", 10],
  ["1000", 100],
])("the remembered text %j is the volume %i", (text, volume) => {
  expect(volumeOf(text)).toBe(volume);
});

test("whatever a device remembers, its alarm is heard and not distorted", () => {
  const texts = fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String));
  holds(
    fc.property(texts, (text) => {
      const volume = volumeOf(text);
      expect(volume).toBeGreaterThanOrEqual(VOLUME.lowest);
      expect(volume).toBeLessThanOrEqual(VOLUME.highest);
      expect(volume % VOLUME.step).toBe(0);
      expect(gainOf(volume)).toBeGreaterThanOrEqual(0.1);
      expect(gainOf(volume)).toBeLessThanOrEqual(1);
    }),
  );
});

test("a higher volume is louder, up to the tones as they are", () => {
  holds(
    fc.property(fc.integer({ min: 1, max: 9 }), (step) => {
      expect(gainOf(step * 10)).toBeLessThan(gainOf((step + 1) * 10));
    }),
  );
  expect(gainOf(VOLUME.highest)).toBe(1);
});
