import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { STAGES } from "@/components/ui/stage";
import { blend, contrast } from "@/test/support/contrast";

const sheet = readFileSync(new URL("../../app/tokens.css", import.meta.url), "utf8");

function token(name: string, theme: "light" | "dark"): string {
  const value = new RegExp(`^\\s*--${name}: ([^;]+);`, "m").exec(sheet)?.[1];
  if (value === undefined) throw new Error(`No token --${name}`);
  const reference = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (reference !== undefined) return token(reference, theme);
  const pair = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value);
  return (theme === "light" ? pair?.[1] : pair?.[2]) ?? value;
}

it("the contrast formula matches known values", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  expect(blend("#000000", "#ffffff", 0.5)).toBe("#808080");
});

const SURFACES = ["ticket", "counter", "rail", "hover"];
const TEXT = 4.5;
const SHAPE = 3;

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const ratio = (one: string, other: string) => contrast(token(one, theme), token(other, theme));

  it.each(["ink", "soft", "warn", ...STAGES])("%s is readable on every surface", (name) => {
    for (const surface of SURFACES) expect(ratio(name, surface), surface).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(STAGES)("a button filled with %s has a readable label", (stage) => {
    expect(ratio("on-stage", stage)).toBeGreaterThanOrEqual(TEXT);
  });

  it("text on the banner of a lost connection is readable from afar", () => {
    expect(ratio("on-late-fill", "late-fill")).toBeGreaterThanOrEqual(7);
  });

  it.each(STAGES)("a badge with a tint of %s is readable, in its colour and in ink", (stage) => {
    const tint = blend(token(stage, theme), token("ticket", theme), 0.12);
    expect(contrast(token(stage, theme), tint)).toBeGreaterThanOrEqual(TEXT);
    expect(contrast(token("ink", theme), tint)).toBeGreaterThanOrEqual(TEXT);
  });

  it("controls have a visible outline", () => {
    for (const surface of SURFACES) expect(ratio("edge", surface), surface).toBeGreaterThanOrEqual(SHAPE);
  });

  it("the live dot is visible, and a number on the accent colour is readable", () => {
    for (const surface of SURFACES) expect(ratio("live", surface), surface).toBeGreaterThanOrEqual(SHAPE);
    expect(ratio("on-lamp", "lamp")).toBeGreaterThanOrEqual(TEXT);
  });
});
