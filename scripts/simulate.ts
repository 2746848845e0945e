import { endWithNpm } from "@/lib/server/end-with-npm";
import { loadEnv } from "./load-env";
import { findFaults, readOrders } from "./simulate/audit";
import { gatherCast } from "./simulate/cast";
import { type Evening, spendEvening } from "./simulate/evening";
import { changeMenus } from "./simulate/menu-changes";
import { type Options, OptionsError, parseOptions, USAGE } from "./simulate/options";
import { isGood, report } from "./simulate/report";
import { rideOut } from "./simulate/riders/fleet";
import { newTally, type Tally } from "./simulate/tally";
import { planTroubles } from "./simulate/troubles/plan";
import { playTroubles } from "./simulate/troubles/play";
import { cutLines, judgeInTheEnd, takeSeats } from "./simulate/watch-party";

/** `npm run simulate`: simulates an evening on a running demo through the public API and checks all streams. */

const PROGRESS_MS = 10_000;

/** One Ctrl-C arrives several times: from the terminal, and relayed by parent processes. */
const SAME_PRESS_MS = 500;

/** The first Ctrl-C ends the simulation, the second one the process. */
function endOnSignal(): AbortSignal {
  const ending = new AbortController();
  let firstAt = 0;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(name, () => {
      if (ending.signal.aborted) {
        if (performance.now() - firstAt > SAME_PRESS_MS) process.exit(130);
        return;
      }
      firstAt = performance.now();
      console.log("\nThe evening ends early. The report follows; press again to leave without it.");
      ending.abort();
    });
  endWithNpm();
  return ending.signal;
}

function tellProgress({ guests }: Evening, tally: Tally): NodeJS.Timeout {
  const startedAt = Date.now();
  return setInterval(() => {
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    console.log(
      `  ${seconds} s: ${guests.length} orders, ${tally.changed} changes, ${tally.conflicts} conflicts`,
    );
  }, PROGRESS_MS);
}

async function run(options: Options): Promise<boolean> {
  const tally = newTally();
  const signal = endOnSignal();
  const cast = await gatherCast(options.url, process.env.DATA_DIR || ".data", tally);
  const seats = await takeSeats(cast, options.watchers, options.url);
  console.log(
    `An evening at ${options.url}: ${options.rate} orders a minute for ${options.minutes} min, ` +
      `${options.speed} times faster than life, ${seats.length} watchers, seed ${options.seed}.`,
  );
  const troubles =
    options.scenario === "evening" ? planTroubles(options.seed, cast.stores.length, options.minutes) : [];
  const evening = spendEvening({ ...options, troubles }, cast, signal, tally);
  const progress = tellProgress(evening, tally);
  const cuts = cutLines(seats, options, signal);
  const changing = changeMenus(options, cast, signal, tally);
  const shiftsEnd = new AbortController();
  const riding = rideOut(options, cast, evening.guests, shiftsEnd.signal, tally);
  const playing = playTroubles(troubles, cast, signal, tally);
  await evening.isOver;
  shiftsEnd.abort();
  await riding;
  await cuts;
  const menuChanges = [...(await changing), ...(await playing)];
  clearInterval(progress);
  const orders = await readOrders(evening.guests);
  const verdicts = await judgeInTheEnd(seats, cast, { guests: evening.guests, orders, menuChanges });
  for (const { watcher } of seats) watcher.close();
  const faults = [...tally.faults, ...findFaults(orders, tally, !signal.aborted)];
  console.log(report(orders, tally, verdicts, faults));
  return isGood(verdicts, faults);
}

try {
  loadEnv();
  const anySeed = Math.floor(Math.random() * 1_000_000);
  const options = parseOptions(process.argv.slice(2), process.env.PORT, anySeed);
  if (options === null) console.log(USAGE);
  else process.exitCode = (await run(options)) ? 0 : 1;
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof OptionsError) console.error(`\n${USAGE}`);
  process.exitCode = error instanceof OptionsError ? 2 : 1;
}
