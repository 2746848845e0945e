import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as fc from "fast-check";
import { type Sample, takeSample } from "@/bench/soak/sampler";
import type { AppServer } from "@/test/support/app-server";
import { NO_LIMITS } from "@/test/support/no-limits";
import { actionRequests, findActions } from "./actions";
import { COMMAND_ROUTE, COMMANDS } from "./bodies";
import { anyRequests, type FuzzRequest, plainRequests } from "./requests";
import { type Answer, send } from "./send";
import { findPages, findRoutes, type Target } from "./targets";
import { makeFuzzWorld, SECRETS, type World } from "./world";

/** Sends generated requests to the built application. */

const SAMPLES = "fuzz-samples.jsonl";

/** Limits would hide the code behind them. `TRUSTED_PROXIES` makes the server read the addresses that inputs claim. */
export function fuzzEnvironment(folder: string): Record<string, string> {
  return {
    ...NO_LIMITS,
    ...SECRETS,
    OPEN_ORDERS_PER_STORE: "300",
    OPEN_ORDERS_PER_PERSON: "300",
    LIMIT_SIGN_IN_LINK: "0",
    LIMIT_SIGN_IN_MAIL: "0",
    LIMIT_SIGN_IN_MAIL_NETWORK: "0",
    LIMIT_CONNECT_ADDRESS: "1000000",
    TRUSTED_PROXIES: "1",
    NODE_OPTIONS: `--import ${pathToFileURL(resolve("bench/soak/probe.ts")).href}`,
    SOAK_SAMPLES: join(folder, SAMPLES),
  };
}

export interface Figures {
  readonly surface: string;
  inputs: number;
  readonly statuses: Map<number, number>;
  slowestMs: number;
  slowest: string;
}

export interface ServerOutcome {
  readonly routes: Figures;
  readonly pages: Figures;
  readonly actions: Figures;
  /** Statuses of each method of each route. */
  readonly reached: ReadonlyMap<string, ReadonlySet<number>>;
  readonly samples: readonly Sample[];
  readonly faults: readonly string[];
}

interface Shares {
  readonly routes: number;
  readonly pages: number;
  readonly actions: number;
}

interface RunOptions {
  readonly seed: number;
  readonly shares: Shares;
  /** Stops early; the surfaces are mixed, so that each has had its share by then. Default: never. */
  readonly minutes?: number | undefined;
  readonly tell?: (words: string) => void;
}

interface Source {
  readonly figures: Figures;
  readonly name: string;
  requests(nth: number): fc.Arbitrary<FuzzRequest>;
}

const CONCURRENT = 12;
/** Requests between two looks at the log. */
const BATCH = 120;
const SAMPLES_TAKEN = 24;
/** Inputs between two samples, at most. */
const SAMPLE_EVERY = 1_000;
const FAULTS_SHOWN = 40;

const newFigures = (surface: string): Figures => ({
  surface,
  inputs: 0,
  statuses: new Map(),
  slowestMs: 0,
  slowest: "",
});

function show({ method, path, sender, headers, body }: FuzzRequest): string {
  const sent =
    body === null
      ? ""
      : ` body(${body.byteLength}) ${JSON.stringify(Buffer.from(body).toString("latin1").slice(0, 400))}`;
  return `${method} ${path.slice(0, 300)} as ${sender} ${JSON.stringify(headers).slice(0, 600)}${sent}`;
}

/** A deliberate 503 says when to come back. */
function faultOf({ status, fault, retryAfter, text }: Answer): string | null {
  if (fault !== null) return fault;
  if (status < 500 || (status === 503 && retryAfter !== undefined)) return null;
  return `answered ${status} ${text.slice(0, 200)}`;
}

/** Next's own lines. Those of our logger are JSON. */
const NOISE = /^\{.*"level":[56]0|^[^{].*(?:⨯|unhandled|uncaught|Error|MaxListeners)/i;
/** Next warns of an action of another build, which it answers with 409: a page that is older than the server. */
const EXPECTED = /Failed to find Server Action/;

/** Lines of the log that no input may cause. */
function logFaults(log: string): string[] {
  return log.split("\n").filter((line) => NOISE.test(line) && !EXPECTED.test(line));
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const run = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: CONCURRENT }, run));
}

/** The commands' route is one for each command. */
function expand(target: Target): Target[] {
  if (target.name !== `${COMMAND_ROUTE}[name]`) return [target];
  const ofCommands = COMMANDS.map((name) => ({
    ...target,
    name: COMMAND_ROUTE + name,
    segments: ["api", "commands", name],
  }));
  return [target, ...ofCommands];
}

/** The first inputs are what honest programs send, so that the code behind each door is reached in a short run, too. */
function sourcesOf(targets: readonly Target[], figures: Figures, world: World): Source[] {
  return targets.flatMap(expand).map((target) => {
    const [plain, any] = [plainRequests(target, world), anyRequests(target, world)];
    return { figures, name: target.name, requests: (nth) => plain[nth] ?? any };
  });
}

/**
 * Mixes the surfaces, each in proportion to its share: a fault of one may only show in the next request of another, and a
 * run that stops early has sent as much of each.
 */
function* schedule(
  sources: readonly Source[],
  perSource: (source: Source) => number,
): Generator<[Source, number]> {
  const most = Math.max(...sources.map(perSource));
  const sent = new Map<Source, number>();
  for (let round = 1; round <= most; round += 1)
    for (const source of sources) {
      const nth = sent.get(source) ?? 0;
      if (nth >= Math.ceil((round * perSource(source)) / most)) continue;
      sent.set(source, nth + 1);
      yield [source, nth];
    }
}

export async function fuzzServer(
  app: AppServer,
  folder: string,
  { seed, shares, minutes = Number.POSITIVE_INFINITY, tell = () => undefined }: RunOptions,
): Promise<ServerOutcome> {
  const [routes, pages, actions] = [newFigures("routes"), newFigures("pages"), newFigures("actions")];
  const world = await makeFuzzWorld(app);
  const sources: Source[] = [
    ...sourcesOf(findRoutes(), routes, world),
    ...sourcesOf(findPages(), pages, world),
    ...findActions().map(({ id, name }) => {
      const requests = actionRequests(id, world);
      return { figures: actions, name: `action ${name}`, requests: () => requests };
    }),
  ];
  const share = (figures: Figures) =>
    ({ routes: shares.routes, pages: shares.pages, actions: shares.actions })[figures.surface] ?? 0;
  const countOf = (figures: Figures) => sources.filter((source) => source.figures === figures).length;
  const perSource = ({ figures }: Source) => Math.ceil(share(figures) / countOf(figures));
  const total = sources.reduce((sum, source) => sum + perSource(source), 0);

  const reached = new Map<string, Set<number>>(sources.map(({ name }) => [name, new Set()]));
  const faults: string[] = [];
  const samples: Sample[] = [];
  const found = (words: string) => {
    if (faults.length < FAULTS_SHOWN) tell(`  FAULT ${words}`);
    faults.push(words);
  };
  const file = join(folder, SAMPLES);
  let sent = 0;
  let seen = app.log().length;

  async function one([{ figures, name }, request]: readonly [Source, FuzzRequest]): Promise<void> {
    const headers = { ...world.credentials[request.sender], ...request.headers };
    const answer = await send(app.port, { ...request, headers });
    figures.inputs += 1;
    figures.statuses.set(answer.status, (figures.statuses.get(answer.status) ?? 0) + 1);
    reached.get(name)?.add(answer.status);
    if (answer.ms > figures.slowestMs) {
      figures.slowestMs = answer.ms;
      figures.slowest = show(request);
    }
    const fault = faultOf(answer);
    if (fault !== null) found(`${fault}: ${show(request)}`);
  }

  const batch: [Source, FuzzRequest][] = [];
  async function flush(): Promise<void> {
    await world.refresh();
    await inParallel(batch, one);
    sent += batch.length;
    const lines = logFaults(app.log().slice(seen));
    seen = app.log().length;
    if (lines.length > 0)
      found(
        `the log says ${lines.slice(0, 5).join(" | ").slice(0, 1_500)} (inputs ${sent - batch.length} to ${sent})`,
      );
    batch.length = 0;
  }

  const until = performance.now() + minutes * 60_000;
  let draws = 0;
  let nextSample = 0;
  for (const [source, nth] of schedule(sources, perSource)) {
    draws += 1;
    const [request] = fc.sample(source.requests(nth), { numRuns: 1, seed: seed + draws });
    if (request !== undefined) batch.push([source, request]);
    if (batch.length < BATCH) continue;
    await flush();
    if (performance.now() > until) break;
    if (sent < nextSample) continue;
    nextSample = sent + Math.min(total / SAMPLES_TAKEN, SAMPLE_EVERY);
    const sample = await takeSample(app, file);
    samples.push(sample);
    tell(
      `  ${sent} of ${total} inputs, heap ${(sample.heap_bytes / 2 ** 20).toFixed(1)} MB, resident ${(sample.rss_bytes / 2 ** 20).toFixed(0)} MB, ${sample.descriptors} descriptors`,
    );
  }
  await flush();
  samples.push(await takeSample(app, file));
  return { routes, pages, actions, reached, samples, faults };
}
