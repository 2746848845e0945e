import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Ways to the device's clock or its time zone. Both may be wrong; the page's are serverNow and usePageTimeZone. */
const FORBIDDEN = [
  /\bDate\s*\.\s*now\b/,
  /\bnew\s+Date\b\s*(?:\(\s*\)|(?!\s*\())/,
  /(?<!new\s+)(?<![.\w])Date\s*\(\s*\)/,
  /\bTemporal\s*\.\s*Now\b/,
  /\btimeOrigin\b/,
  /\bresolvedOptions\s*\(/,
  /\.toLocale(?:Date|Time)?String\s*\(/,
  /(?<!handlers)\.(?:get|set)(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\s*\(/,
  /\.to(?:Date|Time)String\s*\(/,
];
const ALLOWED = [
  // Measures how long the stream has been silent; its results are converted.
  "lib/realtime/client/stream/server-stream.ts",
  "lib/realtime/client/tabs/shared-stream.ts",
  // The mechanisms themselves.
  "lib/realtime/client/server-clock.ts",
  "hooks/browser/page-time-zone.ts",
];

const withoutComments = (source: string) => source.replaceAll(/\/\*[\s\S]*?\*\/|(?<![:"'])\/\/.*$/gm, "");

function isForbidden(source: string): boolean {
  return FORBIDDEN.some((pattern) => pattern.test(withoutComments(source)));
}

const inBrowser = [
  ...globSync("{components,hooks,lib/text}/**/*.{ts,tsx}"),
  ...globSync("lib/**/{client,model}/**/*.ts"),
  ...globSync("app/**/*.{ts,tsx}").filter((path) => /^\s*"use client"/.test(readFileSync(path, "utf8"))),
].filter((path) => !/\.test\.tsx?$/.test(path));

describe("code that runs in browsers", () => {
  test("is found by this check", () => {
    expect(inBrowser).toEqual(expect.arrayContaining([...ALLOWED, "app/(live)/(site)/error.tsx"]));
  });

  test.each(inBrowser.filter((path) => !ALLOWED.includes(path)))(
    "%s reads no clock and no time zone of the device",
    (path) => {
      expect(isForbidden(readFileSync(path, "utf8"))).toBe(false);
    },
  );
});

test.each([
  "const now = Date.now();",
  "const now = new Date();",
  "const now = new Date;",
  "const now = Date();",
  "const read = Date.now;",
  "setInterval(() => setNow(+new Date( )), 1_000);",
  "const now = performance.timeOrigin + performance.now();",
  "const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;",
  "const text = new Date(order.created_at).toLocaleTimeString();",
  "const hour = new Date(order.created_at).getHours();",
  "const now = Temporal.Now.instant();",
])("this check refuses %s", (source) => {
  expect(isForbidden(source)).toBe(true);
});

test.each([
  "const at = new Date(order.created_at).toISOString();",
  "const at = Date.parse(order.created_at);",
  "// Date.now() would be the device's time.",
  "const took = performance.now() - began;",
  "const day = date.getUTCDay();",
])("this check allows %s", (source) => {
  expect(isForbidden(source)).toBe(false);
});
