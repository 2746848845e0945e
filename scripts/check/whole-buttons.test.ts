import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** A size, or the place of one in `buttonVariants`. */
const SIZE = /\bbutton-(?:(?:sm|md|lg|icon)\b|\$\{size\})/;

describe("a link or element that looks like a button", () => {
  const found = globSync("{app,components}/**/*.{ts,tsx}")
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/["'`]button button-[^"'`]*["'`]/g)].map(([classes]) => ({
        path,
        classes,
      })),
    );

  test("has a size, without which it has neither padding nor height", () => {
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(found.filter(({ classes }) => !SIZE.test(classes))).toEqual([]);
  });
});
