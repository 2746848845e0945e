import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";

const TARGETS = {
  "app/page.ts": "export const page = 1;",
  "components/card.ts": "export const card = 1;",
  "hooks/use-it.ts": "export const useIt = 1;",
  "lib/events.ts": "export const catalogue = 1;",
  "lib/env.ts": 'import "server-only"; export const env = 1;',
  "lib/text/format.ts": "export const format = 1;",
  "lib/db/schema/menu.ts": "export const tables = 1;",
  "lib/db/client.ts": 'import "server-only"; export const client = 1;',
  "lib/auth/server/viewer.ts": "export const viewer = 1;",
  "lib/realtime/hub/hub.ts": "export const hub = 1;",
  "lib/jobs/define-job.ts": "export const defineJob = 1;",
  "lib/reactions/define-reaction.ts": "export const defineReaction = 1;",
  "lib/menu/server/queries.ts": 'import "server-only"; export const queries = 1;',
  "lib/commands.ts": 'import "server-only"; export type Commands = 1;',
  "lib/server/run-command.ts": "export const runCommand = 1;",
  "lib/server/logger.ts": "export const logger = 1;",
  "lib/menu/server/inside.ts": "export const inside = 1;",
  "lib/menu/model/schema.ts": "export const shape = 1;",
  "test/support/tool.ts": "export const tool = 1;",
};

const BREACHES: [rule: string, file: string, imported: string][] = [
  ["no-cycles", "lib/orders/server/chicken.ts", "./egg"],
  ["no-tests-in-the-product", "lib/orders/server/tested.ts", "@/test/support/tool"],
  ["nobody-imports-app", "components/routed.tsx", "@/app/page"],
  ["nobody-imports-app", "lib/orders/server/routed.ts", "../../../app/page"],
  ["hooks-below-components", "hooks/use-card.ts", "@/components/card"],
  ["hooks-below-components", "lib/orders/client/drawn.ts", "@/components/card"],
  ["lib-below-hooks", "lib/orders/client/hooked.ts", "@/hooks/use-it"],
  ["layers-know-no-composition", "lib/orders/server/composed.ts", "@/lib/events"],
  ["domain-through-its-door", "lib/orders/server/window.ts", "@/lib/menu/server/inside"],
  ["model-is-shared", "lib/orders/model/rows.ts", "@/lib/db/schema/menu"],
  ["model-is-shared", "lib/orders/model/asking.ts", "@/lib/menu/server/queries"],
  ["auth-below-domains", "lib/auth/server/hungry.ts", "@/lib/menu/server/queries"],
  ["commands-know-no-domain", "lib/commands/hungry.ts", "@/lib/menu/model/schema"],
  ["jobs-know-no-domain", "lib/jobs/signed.ts", "@/lib/auth/server/viewer"],
  ["reactions-know-no-domain", "lib/reactions/hungry.ts", "@/lib/menu/model/schema"],
  ["realtime-knows-no-domain", "lib/realtime/bus/knowing.ts", "@/lib/menu/model/schema"],
  ["realtime-knows-no-domain", "lib/realtime/hub/signed.ts", "@/lib/auth/server/viewer"],
  ["demo-below-auth", "lib/demo/signed.ts", "@/lib/auth/server/viewer"],
  ["db-below-all", "lib/db/loud.ts", "@/lib/realtime/hub/hub"],
  ["text-at-the-bottom", "lib/text/stored.ts", "@/lib/db/client"],
  ["foundation-at-the-bottom", "lib/limits/clever.ts", "@/lib/menu/model/schema"],
  ["browser-knows-no-server", "hooks/use-rows.ts", "@/lib/db/client"],
  ["browser-knows-no-server", "lib/orders/client/asking.ts", "@/lib/menu/server/queries"],
  ["browser-knows-no-server", "hooks/use-logger.ts", "@/lib/server/logger"],
  ["layers-know-no-composition", "lib/orders/server/commanding.ts", "@/lib/commands"],
];

const ALLOWED: [file: string, imported: string][] = [
  ["app/composed.ts", "@/components/card"],
  ["components/hooked.ts", "@/hooks/use-it"],
  ["hooks/pressed.ts", "@/lib/server/run-command"],
  ["hooks/typed.ts", "@/lib/commands"],
  ["lib/server/run-command.ts", "@/lib/commands"],
  ["hooks/use-catalogue.ts", "@/lib/events"],
  ["lib/orders/server/asking.ts", "@/lib/menu/server/queries"],
  ["lib/orders/server/shaped.ts", "@/lib/menu/model/schema"],
  ["lib/orders/server/publishing.ts", "@/lib/realtime/hub/hub"],
  ["lib/orders/server/guarded.ts", "@/lib/auth/server/viewer"],
  ["lib/orders/server/reacting.ts", "@/lib/reactions/define-reaction"],
  ["lib/orders/server/working.ts", "@/lib/jobs/define-job"],
  ["lib/reactions/enqueuing.ts", "@/lib/jobs/define-job"],
  ["lib/auth/server/publishing.ts", "@/lib/realtime/hub/hub"],
  ["lib/realtime/log/stored.ts", "@/lib/db/client"],
  ["scripts/anything.ts", "@/app/page"],
  ["lib/orders/server/own.test.ts", "@/test/support/tool"],
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
  // Type imports count as dependencies too.
  for (const [, file, imported] of BREACHES) write(file, `export type * from "${imported}";`);
  for (const [file, imported] of ALLOWED) write(file, `export * from "${imported}";`);
  write("lib/orders/server/egg.ts", 'import "./chicken";');
  write("lib/orders/server/commands.ts", "export const unguarded = 1;");
  const cruiser = resolve("node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const options = ["--config", ".dependency-cruiser.mjs", "--output-type", "json", "."];
  const { stdout } = spawnSync(process.execPath, [cruiser, ...options], { cwd: folder, encoding: "utf8" });
  found = reportSchema
    .parse(JSON.parse(stdout))
    .summary.violations.map((violation) => `${violation.rule.name} ${violation.from}`);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("an import against the direction is refused", () => {
  test.each(BREACHES)("the rule %s refuses the import in %s", (rule, file) => {
    expect(found).toContain(`${rule} ${file}`);
  });

  test("a server module without server-only is refused", () => {
    expect(found).toContain("server-modules-say-so lib/orders/server/commands.ts");
  });
});

test.each(ALLOWED)("%s may import %s", (file) => {
  expect(found.filter((violation) => violation.endsWith(` ${file}`))).toEqual([]);
});
