import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { blankEnvironment } from "../test/support/blank-environment";
import { findChromium } from "../test/support/chromium";
import { findPostgres, startPostgres } from "../test/support/postgres-server";
import { findRedis } from "../test/support/redis-server";
import { countReports } from "./check/counts";
import { failedTests } from "./check/failed-tests";
import { slowestFiles } from "./check/slowest";
import { heading, type Outcome, runTogether, type Step, seconds } from "./check/step";
import { findDeployParts } from "./deploy/find-parts";
import { endInOrder } from "./end-in-order";
import { stampBuild } from "./ensure-build";

/** `npm test`: stops at the first failing step; the last line is `N passed, N failed`. */

const began = performance.now();
const folder = mkdtempSync(join(tmpdir(), "platewire-reports-"));
const reports: { name: string; file: string }[] = [];
const SLOWEST = 10;
const outcomes: Outcome[] = [];
const notRun: string[] = [];
/** Tests that failed beside others and passed alone. */
const passedAlone: string[] = [];
const AGAIN_AT_MOST = 8;

function newReport(name: string): string {
  const file = join(folder, `${reports.length}.json`);
  reports.push({ name, file });
  return file;
}

function reporters(name: string): string[] {
  return ["--reporter=default", "--reporter=json", `--outputFile.json=${newReport(name)}`];
}

function vitest(name: string, project: string, env: Step["env"] = {}): Step {
  return { name, commands: [["vitest", "run", "--project", project, ...reporters(name)]], env };
}

function playwright(name: string, env: Step["env"]): Step {
  return {
    name,
    commands: [["playwright", "test", "--reporter=list,json"]],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: newReport(name) },
  };
}

async function pass(...steps: Step[]): Promise<void> {
  const ended = await runTogether(steps);
  outcomes.push(...ended);
  const failed = ended.filter((outcome) => !outcome.ok).map((outcome) => outcome.name);
  if (failed.length > 0) throw new Error(`Failed: ${failed.join(", ")}.`);
}

function skip(name: string, why: string): void {
  notRun.push(`Not run: ${name}: ${why}`);
  process.stdout.write(`${heading(name)}Not run: ${why}\n`);
}

/**
 * Runs the integration tests on both databases at once: they share no port, folder or server. Each run creates its own
 * databases: in its memory, and on the server of DATABASE_URL or on one started here.
 */
async function passIntegration(given: string | undefined): Promise<void> {
  const embedded = vitest("Integration on the embedded database", "integration");
  const name = "Integration on a PostgreSQL server";
  const onServer = (url: string) => vitest(name, "integration", { TEST_DATABASE_URL: url });
  if (given !== undefined) return pass(embedded, onServer(given));
  const programs = await findPostgres();
  if (programs === undefined) {
    await pass(embedded);
    return skip(
      name,
      "this machine has no PostgreSQL server (apt-get install postgresql) and DATABASE_URL is not set.",
    );
  }
  const server = await startPostgres(programs);
  try {
    process.stdout.write(`\n${server.version}, in a temporary folder\n`);
    await pass(embedded, onServer(server.url));
  } finally {
    await server.stop();
  }
}

async function passChaos(): Promise<void> {
  const name = "Chaos, the short form";
  if (findRedis() === undefined || (await findPostgres()) === undefined)
    return skip(
      name,
      "this machine lacks redis-server or a PostgreSQL server (apt-get install redis-server postgresql).",
    );
  const command = ["tsx", "--tsconfig", "bench/tsconfig.json", "bench/chaos/chaos.ts", "--quick"];
  await pass({ name, commands: [command] });
}

/**
 * Tests that failed are run again, alone, in an application of their own: two browsers and a server on two cores are slow
 * at times. What passes then is named in the summary, because it may have found something.
 */
async function passEndToEnd(env: Step["env"]): Promise<void> {
  const step = playwright("End to end in Chromium", env);
  const [outcome] = await runTogether([step]);
  const failed = failedTests(step.env?.PLAYWRIGHT_JSON_OUTPUT_FILE ?? "");
  if (outcome !== undefined) outcomes.push(outcome);
  if (outcome?.ok === true) return;
  if (failed.length === 0 || failed.length > AGAIN_AT_MOST) throw new Error(`Failed: ${step.name}.`);
  const again = playwright("End to end, the failed tests again, alone", env);
  await pass({ ...again, commands: again.commands.map((one) => [...one, "--last-failed", "--workers=1"]) });
  passedAlone.push(...failed);
}

async function passDeployment(database: Record<string, string>): Promise<void> {
  const name = "Deployment: the functions of `vercel build`";
  const parts = await findDeployParts(database.TEST_DATABASE_URL);
  if ("missing" in parts) return skip(name, parts.missing);
  await pass({ name, commands: [["tsx", "scripts/deploy-check.ts", ...reporters(name)]], env: database });
}

async function passAll(): Promise<void> {
  // Fails early when there is no browser.
  findChromium();
  const givenServer = process.env.DATABASE_URL || undefined;
  Object.assign(process.env, blankEnvironment(), { NEXT_TELEMETRY_DISABLED: "1" });

  await pass(
    {
      name: "Types",
      commands: [
        ["next", "typegen"],
        ["tsc", "--noEmit"],
      ],
    },
    { name: "Format and lint", commands: [["biome", "ci", "--colors=off", "--error-on-warnings", "."]] },
    {
      name: "Import direction and cycles",
      commands: [["depcruise", "--config", ".dependency-cruiser.mjs", "."]],
    },
    { name: "Unused files, exports and dependencies", commands: [["knip"], ["knip", "--production"]] },
  );
  await pass({ name: "Production build", commands: [["next", "build"]] }, vitest("Unit tests", "unit"));
  stampBuild();
  await passIntegration(givenServer);
  if (findRedis() === undefined)
    skip(
      "The Upstash bus on a real Redis",
      "this machine has no redis-server (apt-get install redis-server).",
    );
  else await pass(vitest("The Upstash bus on a real Redis", "redis"));
  await pass(vitest("Life cycle of whole processes", "processes"));
  await passChaos();
  const database: Record<string, string> =
    givenServer === undefined ? {} : { TEST_DATABASE_URL: givenServer };
  await pass({ name: "First-load JavaScript", commands: [["tsx", "scripts/build-check.ts"]], env: database });
  await passEndToEnd(database);
  await passDeployment(database);
}

function listSlowest({ name, file }: { name: string; file: string }): string {
  const lines = slowestFiles(file, SLOWEST).map(
    (one) => `  ${seconds(one.seconds).padStart(8)}  ${relative(".", one.file)}\n`,
  );
  return lines.length === 0 ? "" : `${name}, the slowest files:\n${lines.join("")}`;
}

function summarise(failure: string | undefined): void {
  const counted = countReports(reports.map(({ file }) => file));
  // A failed step without tests, such as the linter, counts as one failure.
  const unmended = counted.failed - passedAlone.length;
  const failed = failure === undefined ? unmended : Math.max(1, unmended);
  const lines = [
    heading("Times"),
    ...reports.map(listSlowest),
    heading("Summary"),
    ...outcomes.map((one) => `${one.ok ? "✓" : "✗"} ${seconds(one.seconds).padStart(8)}  ${one.name}\n`),
    ...passedAlone.map((title) => `Passed only alone: ${title}\n`),
    ...notRun.map((line) => `${line}\n`),
    `Took ${seconds((performance.now() - began) / 1000)}\n`,
    failure === undefined ? "" : `${failure}\n`,
    `${counted.passed} passed, ${failed} failed\n`,
  ];
  process.stdout.write(lines.join(""));
  process.exitCode = failed === 0 ? 0 : 1;
}

endInOrder();
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

try {
  await passAll();
  summarise(undefined);
} catch (error) {
  summarise(error instanceof Error ? error.message : String(error));
}
