import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { STAGES } from "@/components/ui/stage";
import { blend, contrast } from "@/test/support/contrast";
import { tokenIn } from "@/test/support/token-in";

const read = (name: string) => readFileSync(new URL(`../../app/${name}`, import.meta.url), "utf8");
const steel = read("tokens.css");
/** The first of two equal names counts: the guest's pages change some of the tokens. */
const SHEETS = { "of the working side": steel, "of the guest's pages": `${read("shop-tokens.css")}${steel}` };

it("the contrast formula matches known values", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  expect(blend("#000000", "#ffffff", 0.5)).toBe("#808080");
});

const SURFACES = ["ticket", "counter", "rail", "hover"];
const TEXT = 4.5;
const SHAPE = 3;

describe.each(
  Object.entries(SHEETS).flatMap(([pages, sheet]) =>
    (["light", "dark"] as const).map((theme) => ({ pages, sheet, theme })),
  ),
)("in the $theme theme $pages", ({ sheet, theme }) => {
  const token = (name: string) => tokenIn(sheet, name, theme);
  const ratio = (one: string, other: string) => contrast(token(one), token(other));

  it.each(["ink", "soft", "warn", ...STAGES])("%s is readable on every surface", (name) => {
    for (const surface of SURFACES) expect(ratio(name, surface), surface).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(STAGES)("a button filled with %s has a readable label", (stage) => {
    expect(ratio("on-stage", stage)).toBeGreaterThanOrEqual(TEXT);
  });

  it("text on the banner of a lost connection is readable from afar", () => {
    expect(ratio("on-late-fill", "late-fill")).toBeGreaterThanOrEqual(7);
  });

  it("text on the head of a ticket that is soon due, and on the band of an allergy, is readable from afar", () => {
    expect(ratio("on-soon-fill", "soon-fill")).toBeGreaterThanOrEqual(7);
    expect(ratio("ticket", "ink")).toBeGreaterThanOrEqual(7);
  });

  it.each(STAGES)("a badge with a tint of %s is readable, in its colour and in ink", (stage) => {
    const tint = blend(token(stage), token("ticket"), 0.12);
    expect(contrast(token(stage), tint)).toBeGreaterThanOrEqual(TEXT);
    expect(contrast(token("ink"), tint)).toBeGreaterThanOrEqual(TEXT);
  });

  it("controls have a visible outline", () => {
    for (const surface of SURFACES) expect(ratio("edge", surface), surface).toBeGreaterThanOrEqual(SHAPE);
  });

  it("the live dot is visible, and a number on the accent colour is readable", () => {
    for (const surface of SURFACES) expect(ratio("live", surface), surface).toBeGreaterThanOrEqual(SHAPE);
    expect(ratio("on-lamp", "lamp")).toBeGreaterThanOrEqual(TEXT);
  });

  it("names on a map are readable", () => {
    for (const [ink, ground] of [
      ["road-ink", "road"],
      ["water-ink", "water"],
      ["park-ink", "park"],
      ["district-ink", "land"],
      ["district-ink", "building"],
    ])
      expect(ratio(`map-${ink}`, `map-${ground}`), ground).toBeGreaterThanOrEqual(TEXT);
  });

  it("a plus and a drawing on its plate are visible", () => {
    expect(ratio("ink", "lamp-tint")).toBeGreaterThanOrEqual(TEXT);
    expect(contrast("#2b1a12", token("plate"))).toBeGreaterThanOrEqual(7);
  });
});
