import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { endInOrder } from "../../scripts/end-in-order";
import { ensureBuild } from "../../scripts/ensure-build";
import { blankEnvironment } from "../../test/support/blank-environment";
import { OptionsError, parseOptions, USAGE } from "./options";
import { runPeer } from "./peer/run-peer";
import { isKept, reportJson, reportTable } from "./report";
import { runProduct } from "./run";

/** `npm run chaos`: runs several processes under all kinds of faults and accounts for every event. */

function tell(words: string): void {
  console.log(words);
}

function tellFailure(error: unknown): null {
  console.error(`@upstash/realtime could not be played to the end: ${String(error)}`);
  return null;
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2), Math.floor(Math.random() * 1_000_000));
  if (options === null) {
    tell(USAGE);
    return 0;
  }
  // The shell's environment and .env must not influence the test.
  Object.assign(process.env, blankEnvironment());
  await ensureBuild(resolve("node_modules/next/dist/bin/next"));
  tell(`Chaos, seed ${options.seed}.`);
  const outcome = await runProduct(options, tell);
  const { owed, received, lost, doubled, inverted } = outcome.verdict;
  tell(`Owed ${owed}, received ${received}, lost ${lost}, doubled ${doubled}, inverted ${inverted}.`);
  const peer = options.peer ? await runPeer(options, tell).catch(tellFailure) : null;
  tell(reportTable(options, outcome, peer));
  if (options.json !== undefined)
    writeFileSync(options.json, `${JSON.stringify(reportJson(options, outcome, peer), null, 2)}\n`);
  return isKept(outcome) ? 0 : 1;
}

endInOrder();
try {
  process.exitCode = await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof OptionsError) console.error(`\n${USAGE}`);
  process.exitCode = error instanceof OptionsError ? 2 : 1;
}
