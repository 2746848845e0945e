import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { RESERVED_SLUGS } from "@/lib/stores/model/slug";

/** The next parts of the addresses below a folder of routes: groups in brackets have no part of their own. */
function partsBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name.startsWith("_") || entry.name.startsWith("[")) return [];
    const below = path.join(folder, entry.name);
    return entry.name.startsWith("(") ? partsBelow(below) : [entry.name];
  });
}

const groups = ["app", "app/(live)", "app/(live)/(site)", "app/(auth)"];

it("no restaurant can have the address of a page: /{slug}, /partner/{slug} or a file", () => {
  const below = (folder: string) => groups.flatMap((group) => partsBelow(path.join(group, folder)));
  const files = readdirSync("public").map((name) => name.split(".")[0] ?? name);
  const parts = new Set([...below(""), ...below("partner"), ...files]);
  expect(parts.size).toBeGreaterThan(8);
  expect([...parts].filter((part) => !RESERVED_SLUGS.includes(part))).toEqual([]);
});
