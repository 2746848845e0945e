import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CLOTH_COLOURS, CLOTH_PATTERNS } from "@/lib/stores/model/look";
import { contrast } from "@/test/support/contrast";
import { tokenIn } from "@/test/support/token-in";

const sheet = readFileSync(new URL("./cloth.css", import.meta.url), "utf8");
const shop = readFileSync(new URL("../../../app/shop-tokens.css", import.meta.url), "utf8");

function rule(selector: string): string {
  const [, after] = sheet.split(`${selector} {`);
  if (after === undefined) throw new Error(`No rule ${selector}`);
  return after.slice(0, after.indexOf("}"));
}

/** Less looks like one colour. */
const FIGURE = 1.8;
const LINE = 3;

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test.each(CLOTH_COLOURS)("the figures on a cloth in %s can be told from its ground", (colours) => {
    const pair = rule(`[data-cloth="${colours}"]`);
    const [ground, figure] = ["cloth-ground", "cloth-figure"].map((name) => tokenIn(pair, name, theme));
    expect(contrast(ground ?? "", figure ?? "")).toBeGreaterThanOrEqual(FIGURE);
  });

  test.each(CLOTH_COLOURS)("a thin line in the colour of a cloth in %s is visible on the page", (colours) => {
    const line = tokenIn(rule(`[data-cloth="${colours}"]`), "cloth-line", theme);
    for (const surface of ["counter", "ticket"])
      expect(contrast(line, tokenIn(shop, surface, theme)), surface).toBeGreaterThanOrEqual(LINE);
  });
});

test.each(CLOTH_PATTERNS)("the pattern %s has a drawing, in white, grey and black only", (pattern) => {
  const file = /url\("\.\/([\w-]+\.svg)"\)/.exec(rule(`[data-pattern="${pattern}"]`))?.[1];
  const drawing = readFileSync(new URL(`./${file}`, import.meta.url), "utf8");
  const colours = new Set([...drawing.matchAll(/(?:fill|stroke)="(#\w+)"/g)].map(([, colour]) => colour));
  for (const colour of colours) expect(["#000", "#808080", "#fff"]).toContain(colour);
  expect(drawing).toMatch(/width="\d+" height="\d+"/);
});
