import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** After an outage, thousands of pages get a reset, and reconnect, within the same seconds. */

const sources = globSync("{app,components,hooks}/**/*.{ts,tsx}")
  .filter((path) => !path.includes(".test.") && !path.startsWith("hooks/realtime/"))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

const readers = sources.filter(({ text }) => /\buse(Realtime)?Channel\(/.test(text));
const pollers = sources.filter(({ text }) => text.includes("refetchInterval"));

describe("pages that get a reset together do not read together", () => {
  test.each(readers)("$path", ({ text }) => {
    const handlers = [...text.matchAll(/\breset: (\w+)/g)].map(([, name]) => name);
    expect(handlers.length).toBeGreaterThan(0);
    for (const name of handlers)
      if (name !== "ignore") expect(text).toContain(`const ${name} = useSpreadOut(`);
  });

  test("and every reader of a channel is found by this check", () => {
    expect(readers.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["hooks/board/use-board.ts", "hooks/orders/use-order-events.ts"]),
    );
  });
});

describe("pages that lost their streams together do not poll together", () => {
  test.each(pollers)("$path", ({ text }) => {
    const intervals = [...text.matchAll(/refetchInterval:\s*([\s\S]+?),\n/g)].map(([, value = ""]) => value);
    expect(intervals).toHaveLength(text.split("refetchInterval:").length - 1);
    for (const interval of intervals) {
      const value = interval.split("=>").at(-1) ?? "";
      const results = value.includes("?") ? value.split(/[?:]/).slice(1) : [value];
      for (const result of results.map((one) => one.trim()))
        expect(
          /^\(?false\b/.test(result) ||
            sources.some((source) => source.text.includes(`const ${result} = spreadMs(`)),
          result,
        ).toBe(true);
    }
  });
});
