import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";

/** The rules on imports, proven on a small project that breaks each of them. */

const TARGETS = {
  "app/page.ts": "export const page = 1;",
  "components/card.ts": "export const card = 1;",
  "hooks/use-it.ts": "export const useIt = 1;",
  "lib/events.ts": "export const catalogue = 1;",
  "lib/env.ts": 'import "server-only"; export const env = 1;',
  "lib/db/schema.ts": "export const tables = 1;",
  "lib/db/client.ts": 'import "server-only"; export const client = 1;',
  "lib/auth/viewer.ts": "export const viewer = 1;",
  "lib/realtime/hub.ts": "export const hub = 1;",
  "lib/menu/queries.ts": 'import "server-only"; export const queries = 1;',
  "lib/menu/schema.ts": "export const shape = 1;",
  "lib/menu/inside.ts": "export const inside = 1;",
  "test/support/tool.ts": "export const tool = 1;",
};

const BREACHES: [rule: string, file: string, imported: string][] = [
  ["no-cycles", "lib/orders/chicken.ts", "./egg"],
  ["no-tests-in-the-product", "lib/orders/tested.ts", "@/test/support/tool"],
  ["nobody-imports-app", "components/routed.tsx", "@/app/page"],
  ["nobody-imports-app", "lib/orders/routed.ts", "../../app/page"],
  ["hooks-below-components", "hooks/use-card.ts", "@/components/card"],
  ["hooks-below-components", "lib/orders/drawn.ts", "@/components/card"],
  ["lib-below-hooks", "lib/orders/hooked.ts", "@/hooks/use-it"],
  ["domains-know-no-composition", "lib/orders/composed.ts", "@/lib/events"],
  ["domain-through-its-door", "lib/orders/window.ts", "@/lib/menu/inside"],
  ["auth-below-domains", "lib/auth/hungry.ts", "@/lib/menu/queries"],
  ["jobs-below-auth", "lib/jobs/signed.ts", "@/lib/auth/viewer"],
  ["realtime-knows-no-domain", "lib/realtime/bus/knowing.ts", "@/lib/menu/schema"],
  ["realtime-knows-no-domain", "lib/realtime/who.ts", "@/lib/auth/viewer"],
  ["demo-below-auth", "lib/demo/signed.ts", "@/lib/auth/viewer"],
  ["db-below-all", "lib/db/loud.ts", "@/lib/realtime/hub"],
  ["foundation-at-the-bottom", "lib/clever.ts", "@/lib/menu/schema"],
  ["client-parts-know-no-database", "hooks/use-rows.ts", "@/lib/db/client"],
];

const ALLOWED: [file: string, imported: string][] = [
  ["app/composed.ts", "@/components/card"],
  ["components/hooked.ts", "@/hooks/use-it"],
  ["hooks/use-catalogue.ts", "@/lib/events"],
  ["lib/orders/asking.ts", "@/lib/menu/queries"],
  ["lib/orders/shaped.ts", "@/lib/menu/schema"],
  ["lib/orders/telling.ts", "@/lib/realtime/hub"],
  ["lib/orders/guarded.ts", "@/lib/auth/viewer"],
  ["lib/auth/telling.ts", "@/lib/realtime/hub"],
  ["lib/realtime/stored.ts", "@/lib/db/client"],
  ["scripts/anything.ts", "@/app/page"],
  ["lib/orders/own.test.ts", "@/test/support/tool"],
];

const reportSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const folder = mkdtempSync(join(tmpdir(), "platewire-imports-"));
let found: string[] = [];

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${text}\n`);
}

beforeAll(() => {
  for (const file of ["tsconfig.json", ".dependency-cruiser.mjs"]) copyFileSync(file, join(folder, file));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  for (const [file, text] of Object.entries(TARGETS)) write(file, text);
  // Types count: what depends on a type depends on the file.
  for (const [, file, imported] of BREACHES) write(file, `export type * from "${imported}";`);
  for (const [file, imported] of ALLOWED) write(file, `export * from "${imported}";`);
  write("lib/orders/egg.ts", 'import "./chicken";');
  write("lib/orders/commands.ts", "export const unguarded = 1;");
  const cruiser = resolve("node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const options = ["--config", ".dependency-cruiser.mjs", "--output-type", "json", "."];
  const { stdout } = spawnSync(process.execPath, [cruiser, ...options], { cwd: folder, encoding: "utf8" });
  found = reportSchema
    .parse(JSON.parse(stdout))
    .summary.violations.map((violation) => `${violation.rule.name} ${violation.from}`);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("an import against the direction is refused", () => {
  test.each(BREACHES)("%s: %s", (rule, file) => {
    expect(found).toContain(`${rule} ${file}`);
  });

  test("a server module that does not say so is refused", () => {
    expect(found).toContain("server-modules-say-so lib/orders/commands.ts");
  });
});

test.each(ALLOWED)("%s may import %s", (file) => {
  expect(found.filter((violation) => violation.endsWith(` ${file}`))).toEqual([]);
});
