import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeBeside } from "./place-beside";

const viewport = { width: 1000, height: 800 };
const size = { width: 200, height: 100 };

describe("placing a floating box", () => {
  it("goes to the requested side", () => {
    const anchor = { top: 300, left: 400, width: 80, height: 40 };
    expect(placeBeside(anchor, size, viewport, { side: "bottom", align: "start", gap: 6 })).toEqual({
      top: 346,
      left: 400,
    });
    expect(placeBeside(anchor, size, viewport, { side: "top", align: "center", gap: 6 })).toEqual({
      top: 194,
      left: 340,
    });
    expect(placeBeside(anchor, size, viewport, { side: "bottom", align: "end", gap: 0 })).toEqual({
      top: 340,
      left: 280,
    });
  });

  it("goes to the opposite side when it does not fit", () => {
    const low = { top: 740, left: 400, width: 80, height: 40 };
    expect(placeBeside(low, size, viewport, { side: "bottom", align: "start", gap: 6 }).top).toBe(634);
    const high = { top: 10, left: 400, width: 80, height: 40 };
    expect(placeBeside(high, size, viewport, { side: "top", align: "start", gap: 6 }).top).toBe(56);
  });

  it("never leaves the viewport, wherever the anchor is", () => {
    const place = fc.record({
      anchor: fc.record({
        top: fc.integer({ min: -500, max: 1500 }),
        left: fc.integer({ min: -500, max: 1500 }),
        width: fc.integer({ min: 1, max: 400 }),
        height: fc.integer({ min: 1, max: 400 }),
      }),
      side: fc.constantFrom("top" as const, "bottom" as const),
      align: fc.constantFrom("start" as const, "center" as const, "end" as const),
    });
    fc.assert(
      fc.property(place, ({ anchor, side, align }) => {
        const { top, left } = placeBeside(anchor, size, viewport, { side, align, gap: 6 });
        expect(top).toBeGreaterThanOrEqual(8);
        expect(top + size.height).toBeLessThanOrEqual(viewport.height - 8);
        expect(left).toBeGreaterThanOrEqual(8);
        expect(left + size.width).toBeLessThanOrEqual(viewport.width - 8);
      }),
    );
  });
});
