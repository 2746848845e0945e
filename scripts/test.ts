import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { blankEnvironment } from "../test/support/blank-environment";
import { findChromium } from "../test/support/chromium";
import { findPostgres, startPostgres } from "../test/support/postgres-server";
import { findRedis } from "../test/support/redis-server";
import { countReports } from "./check/counts";
import { describeFailure, type FailedTest, failedTests } from "./check/failed-tests";
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
const AGAIN_AT_MOST = 8;
/** Tests that failed beside others and passed alone. */
const passedAlone: FailedTest[] = [];

interface TestStep extends Step {
  /** Where its JSON report is written. */
  report: string;
  /** Runs its failed tests again, alone. */
  again: (failed: readonly FailedTest[]) => Step;
}

function newReport(name: string): string {
  const file = join(folder, `${reports.length}.json`);
  reports.push({ name, file });
  return file;
}

function jsonReporters(report: string): string[] {
  return ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
}

function vitest(name: string, project: string, env: Step["env"] = {}): TestStep {
  const report = newReport(name);
  const command = ["vitest", "run", "--project", project];
  return {
    name,
    commands: [[...command, ...jsonReporters(report)]],
    env,
    report,
    again: (failed) => ({
      name: `${name}: the failed tests again, alone`,
      commands: [[...command, ...new Set(failed.map(({ file }) => relative(".", file)))]],
      env,
    }),
  };
}

function playwright(name: string, env: Step["env"]): TestStep {
  const report = newReport(name);
  const command = ["playwright", "test"];
  return {
    name,
    commands: [[...command, "--reporter=list,json"]],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    report,
    again: () => ({
      name: `${name}: the failed tests again, alone`,
      commands: [[...command, "--reporter=list", "--last-failed", "--workers=1"]],
      env,
    }),
  };
}

async function pass(...steps: Step[]): Promise<void> {
  const ended = await runTogether(steps);
  outcomes.push(...ended);
  const failed = ended.filter((outcome) => !outcome.ok).map((outcome) => outcome.name);
  if (failed.length > 0) throw new Error(`Failed: ${failed.join(", ")}.`);
}

/**
 * For tests that drive servers and browsers: what failed is run again, alone, in parts of its own, because two cores are
 * slow at times. What passes then is named in the summary: it may have found something.
 */
async function passOrAgain(...steps: TestStep[]): Promise<void> {
  const ended = await runTogether(steps);
  outcomes.push(...ended);
  for (const step of steps.filter((_, index) => ended[index]?.ok !== true)) {
    const failed = failedTests(step.report);
    if (failed.length === 0 || failed.length > AGAIN_AT_MOST) throw new Error(`Failed: ${step.name}.`);
    await pass(step.again(failed));
    passedAlone.push(...failed);
  }
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
  if (given !== undefined) return passOrAgain(embedded, onServer(given));
  const programs = await findPostgres();
  if (programs === undefined) {
    await passOrAgain(embedded);
    return skip(
      name,
      "this machine has no PostgreSQL server (apt-get install postgresql) and DATABASE_URL is not set.",
    );
  }
  const server = await startPostgres(programs);
  try {
    process.stdout.write(`\n${server.version}, in a temporary folder\n`);
    await passOrAgain(embedded, onServer(server.url));
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

async function passDeployment(database: Record<string, string>): Promise<void> {
  const name = "Deployment: the functions of `vercel build`";
  const parts = await findDeployParts(database.TEST_DATABASE_URL);
  if ("missing" in parts) return skip(name, parts.missing);
  await pass({
    name,
    commands: [["tsx", "scripts/deploy-check.ts", ...jsonReporters(newReport(name))]],
    env: database,
  });
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
  else await passOrAgain(vitest("The Upstash bus on a real Redis", "redis"));
  await passOrAgain(vitest("Life cycle of whole processes", "processes"));
  await passChaos();
  const database: Record<string, string> =
    givenServer === undefined ? {} : { TEST_DATABASE_URL: givenServer };
  await pass({ name: "First-load JavaScript", commands: [["tsx", "scripts/build-check.ts"]], env: database });
  await passOrAgain(playwright("End to end in Chromium", database));
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
  const alone = new Set(passedAlone.map(describeFailure));
  const failures = reports.flatMap(({ file }) => failedTests(file)).map(describeFailure);
  const unmended = failures.filter((one) => !alone.has(one));
  // A failed step without tests, such as the linter, counts as one failure.
  const failed = failure === undefined ? unmended.length : Math.max(1, unmended.length);
  const lines = [
    heading("Times"),
    ...reports.map(listSlowest),
    heading("Summary"),
    ...outcomes.map((one) => `${one.ok ? "✓" : "✗"} ${seconds(one.seconds).padStart(8)}  ${one.name}\n`),
    ...[...alone].map((one) => `Passed only alone: ${one}\n`),
    ...unmended.map((one) => `Failed: ${one}\n`),
    ...notRun.map((line) => `${line}\n`),
    `Took ${seconds((performance.now() - began) / 1000)}\n`,
    failure === undefined ? "" : `${failure}\n`,
    `${counted.passed + alone.size} passed, ${failed} failed\n`,
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
