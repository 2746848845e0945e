import * as fc from "fast-check";
import { expect, test } from "vitest";
import { allParsers, findParsers, findSlowParsers, fuzzParsers } from "./parser-run";
import { NOT_FUZZED, PARSERS, type Parser } from "./parsers";

/** The short form of `npm run fuzz` for what reads texts and values in one process. */

const SEED = 20_261_126;
const parsers = await allParsers();

test("every function that is called like a parser is fuzzed, or it is said why not", () => {
  const listed = new Set([...Object.keys(PARSERS), ...Object.keys(NOT_FUZZED)]);
  expect(findParsers().filter((name) => !listed.has(name))).toEqual([]);
});

test("no exception is stale", () => {
  const found = new Set(findParsers());
  expect(Object.keys(NOT_FUZZED).filter((name) => !found.has(name))).toEqual([]);
});

test(`no parser throws (npm run fuzz -- --seed ${SEED} --only parsers)`, async () => {
  expect((await fuzzParsers(parsers, SEED, 40)).faults).toEqual([]);
}, 60_000);

test("no parser takes longer for a longer text than the text is longer", async () => {
  expect(await findSlowParsers(parsers)).toEqual([]);
}, 60_000);

test("a parser whose time grows with the square of its text is found", async () => {
  const slow: Parser = { run: (text) => /a*b$/.test(String(text)), inputs: fc.string(), isTimed: true };
  expect(await findSlowParsers([["slow", slow]])).toHaveLength(1);
});

test("a parser that throws is found, with a small input", async () => {
  const thrower: Parser = {
    run: (text) => {
      if (String(text).includes("q")) throw new Error("not this one");
    },
    inputs: fc.string(),
    isTimed: false,
  };
  expect((await fuzzParsers([["thrower", thrower]], SEED, 5_000)).faults).toEqual([
    expect.stringContaining('thrower threw Error: not this one for ["q"]'),
  ]);
});
