import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as fc from "fast-check";
import * as z from "zod";
import { isSchema } from "@/test/support/is-schema";
import { anyNear } from "./near-json";
import { PARSERS, type Parser } from "./parsers";

/** Runs every parser and every exported schema with generated inputs. */

const sources = globSync("{app,components,hooks,lib}/**/*.{ts,tsx}").filter(
  (path) => !path.includes(".test."),
);
const LIKE_A_PARSER = /^export (?:async )?(?:function|const) ((?:parse|decode|read)[A-Z]\w*)/gm;

/** Screens export no schemas, and import style sheets. */
const MAKES_SCHEMAS = /^import \* as z from "zod/m;

/** Functions that are called like parsers, by file and name. */
export function findParsers(): string[] {
  return sources.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(LIKE_A_PARSER)].map(([, name]) => `${path} ${name}`),
  );
}

/** Every exported schema: a new one is fuzzed without an edit. */
async function schemaParsers(): Promise<[string, Parser][]> {
  const found: [string, Parser][] = [];
  for (const path of sources.filter(
    (one) => one.endsWith(".ts") && MAKES_SCHEMAS.test(readFileSync(one, "utf8")),
  )) {
    const exported: unknown = await import(resolve(path));
    // A check is called by a schema only.
    for (const [name, schema] of Object.entries(exported ?? {}))
      if (isSchema(schema) && schema._zod.def.type !== "custom")
        found.push([
          `${path} ${name}`,
          { run: (given) => z.safeParse(schema, given), inputs: anyNear(schema), isTimed: false },
        ]);
  }
  return found;
}

export async function allParsers(): Promise<[string, Parser][]> {
  return [...Object.entries(PARSERS), ...(await schemaParsers())];
}

export interface ParserOutcome {
  readonly inputs: number;
  readonly refused: number;
  readonly slowestMs: number;
  readonly slowest: string;
  readonly faults: readonly string[];
}

const isExpected = ({ mayThrow }: Parser, error: unknown) =>
  mayThrow?.test(error instanceof Error ? error.message : "") === true;

/** `inputs` for each parser. The fault of a parser names the smallest input that shows it. */
export async function fuzzParsers(
  parsers: readonly [string, Parser][],
  seed: number,
  inputs: number,
): Promise<ParserOutcome> {
  const faults: string[] = [];
  let [ran, refused, slowestMs, slowest] = [0, 0, 0, ""];
  for (const [name, parser] of parsers) {
    const property = fc.asyncProperty(parser.inputs, async (input) => {
      const began = performance.now();
      ran += 1;
      try {
        const outcome = await parser.run(input);
        if (outcome === null || outcome === undefined || outcome === false) refused += 1;
      } catch (error) {
        if (!isExpected(parser, error)) throw error;
        refused += 1;
      }
      const ms = performance.now() - began;
      if (ms > slowestMs) [slowestMs, slowest] = [ms, name];
    });
    const checked = await fc.check(property, { seed, numRuns: inputs });
    if (checked.failed)
      faults.push(
        `${name} threw ${String(checked.errorInstance)} for ${JSON.stringify(checked.counterexample).slice(0, 500)} (seed ${seed}, path ${checked.counterexamplePath})`,
      );
  }
  return { inputs: ran, refused, slowestMs, slowest, faults };
}

const PIECES = [
  "a",
  "0",
  " ",
  "\n",
  "+",
  "*",
  "~",
  ".",
  ":",
  ",",
  "-",
  "%",
  "\u0301",
  "é",
  "\0",
  "@",
  "a+\n",
  "a:b.",
];
const SHORT = 1_000;
const FACTOR = 16;
/** A parser that compares each character with each other takes `FACTOR` times longer than one that reads each once. */
const MOST = FACTOR * 9;
/** ms; below it a clock says little. */
const MEASURABLE = 8;

/** Returns the least of so many times (ms), because other work only adds to one. */
async function timeOf(parser: Parser, text: string, times: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    try {
      await parser.run(text);
    } catch (error) {
      if (!isExpected(parser, error)) throw error;
    }
    least = Math.min(least, performance.now() - began);
  }
  return least;
}

/** Returns the times in words when they grow faster than the text. Measures again, since other work disturbs a clock. */
async function slownessOf(parser: Parser, piece: string): Promise<string | null> {
  let words = "";
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const long = await timeOf(parser, piece.repeat(SHORT * FACTOR), 3);
    if (long < MEASURABLE) return null;
    // A disturbed short time would make a slow parser look linear.
    const short = await timeOf(parser, piece.repeat(SHORT), 20);
    if (long <= short * MOST) return null;
    words = `${JSON.stringify(piece)} took ${short.toFixed(2)} and ${long.toFixed(1)} ms`;
  }
  return words;
}

/** Returns the parsers whose time grows faster than their text. */
export async function findSlowParsers(parsers: readonly [string, Parser][]): Promise<string[]> {
  const slow: string[] = [];
  for (const [name, parser] of parsers.filter(([, one]) => one.isTimed))
    for (const piece of PIECES) {
      const found = await slownessOf(parser, piece);
      if (found !== null) slow.push(`${name}: ${found}`);
    }
  return slow;
}
