import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type * as z from "zod";
import { isSchema } from "@/test/support/is-schema";

/** Files whose schemas read what we wrote ourselves: rows of our own tables, and the operator's settings. */
const OWN_WORDS = [
  "lib/db/is-taken.ts",
  "lib/db/prepare-statements.ts",
  "lib/env.ts",
  "lib/figures/server/counted-orders.ts",
  "lib/jobs/boss.ts",
  "lib/jobs/queue-counts.ts",
  "lib/jobs/due-jobs.ts",
  "lib/jobs/failed-jobs.ts",
  "lib/jobs/record-run-start.ts",
  "lib/jobs/run-job.ts",
  "lib/limits/memory-counts.ts",
  "lib/menu/server/most-ordered.ts",
  "lib/menu/server/storefronts.ts",
  "lib/menu/server/photos/remove-unused.ts",
  "lib/notifications/server/add.ts",
  "lib/notifications/server/claim-message.ts",
  "lib/notifications/server/mark-read.ts",
  "lib/notifications/server/plan-messages.ts",
  "lib/notifications/server/push/push-keys.ts",
  "lib/orders/server/fill-search-texts.ts",
  "lib/orders/server/rows.ts",
  "lib/platform/model/order-log.ts",
  "lib/platform/server/orders/find-orders.ts",
  "lib/platform/server/orders/index-orders.ts",
  "lib/platform/server/orders/react-to-orders.ts",
  "lib/reactions/find-due.ts",
  "lib/reactions/positions.ts",
  "lib/realtime/log/log.ts",
  "lib/realtime/log/read-many.ts",
  "lib/realtime/log/trim.ts",
  "lib/realtime/presence/presence-tables.ts",
  "lib/stores/server/admin/reliability.ts",
];

/** Values that are passed on unread, and who bounds them. */
const PASSED_ON: Record<string, string> = {
  "lib/orders/model/requests.ts": "order_status is compared with five words",
  "lib/realtime/client/stream/reader.ts": "the catalogue reads the event's fields",
  "app/api/commands/[name]/route.ts": "the command reads its input",
};

const sources = globSync("{app,components,hooks,lib}/**/*.{ts,tsx}").filter(
  (path) => !path.includes(".test."),
);
const makers = sources.filter((path) => /^import \* as z from "zod/m.test(readFileSync(path, "utf8")));

type Schema = z.core.$ZodType;
interface Made {
  readonly schema: Schema;
  readonly file: string;
}

function fileOf(stack: string): string {
  const at = stack
    .split("\n")
    .find((line) => line.includes(process.cwd()) && !/node_modules|scripts\/check/.test(line));
  return makers.find((path) => at?.includes(resolve(path))) ?? at ?? "";
}

/** Every schema that a module makes gets the property `_zod`, whichever function of the library makes it. */
async function collect(): Promise<Made[]> {
  const made: { value: object; stack: string }[] = [];
  const define = Object.defineProperty;
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 100;
  Object.defineProperty = <T>(
    target: T,
    key: PropertyKey,
    descriptor: PropertyDescriptor & ThisType<unknown>,
  ): T => {
    if (key === "_zod" && typeof target === "object" && target !== null)
      made.push({ value: target, stack: new Error("made here").stack ?? "" });
    return define(target, key, descriptor);
  };
  try {
    for (const path of makers) await import(resolve(path));
  } finally {
    Object.defineProperty = define;
    Error.stackTraceLimit = stackTraceLimit;
  }
  return made.flatMap(({ value, stack }) =>
    isSchema(value) ? [{ schema: value, file: fileOf(stack) }] : [],
  );
}

const checksOf = ({ _zod }: Schema): readonly z.core.$ZodCheck[] => _zod.def.checks ?? [];

/** Asks the schema's own checks, in place of reading their settings. */
function refuses(schema: Schema, value: unknown): boolean {
  const payload: z.core.ParsePayload = { value, issues: [] };
  for (const check of checksOf(schema)) Reflect.apply(check._zod.check, undefined, [payload]);
  return payload.issues.length > 0;
}

const ENDLESS = { text: "x".repeat(2_000_001), list: Array.from({ length: 20_001 }) };
const wide = Object.fromEntries(Array.from({ length: 20_001 }, (_, n) => [`key${n}`, n]));
/** Formats that themselves fix the number of characters. */
const FIXED_FORMATS = new Set(["uuid", "guid"]);

function hasMaximum(schema: Schema): boolean {
  return checksOf(schema).some(
    ({ _zod: { def } }) => def.check === "max_length" || def.check === "length_equals",
  );
}

const isKnown = (schema: Schema): schema is z.core.$ZodTypes => "type" in schema._zod.def;

/** Returns a sentence for each text, list or record within `schema` that may be of any size. */
function findUnbounded(schema: Schema, path: string, seen = new Set<Schema>()): string[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  if (!isKnown(schema)) return [`${path}: a kind of schema that this check does not know`];
  const { def } = schema._zod;
  const into = (inner: Schema, step = "") => findUnbounded(inner, `${path}${step}`, seen);
  switch (def.type) {
    case "string": {
      const isFixed = "format" in def && FIXED_FORMATS.has(String(def.format));
      return isFixed || (hasMaximum(schema) && refuses(schema, ENDLESS.text))
        ? []
        : [`${path}: a text of any length`];
    }
    case "array":
      return [
        ...(hasMaximum(schema) && refuses(schema, ENDLESS.list) ? [] : [`${path}: a list of any length`]),
        ...into(def.element, "[]"),
      ];
    case "record":
      return [
        ...(def.keyType._zod.def.type === "enum" || refuses(schema, wide)
          ? []
          : [`${path}: a record of any size`]),
        ...into(def.keyType, "{key}"),
        ...into(def.valueType, "{}"),
      ];
    case "object":
      return [
        ...Object.entries(def.shape).flatMap(([key, inner]) => into(inner, `.${key}`)),
        ...(def.catchall === undefined ? [] : into(def.catchall, ".*")),
      ];
    case "union":
      return def.options.flatMap((option) => into(option));
    case "intersection":
      return [...into(def.left), ...into(def.right)];
    case "tuple":
      return [
        ...def.items.flatMap((item, index) => into(item, `[${index}]`)),
        ...(def.rest === null ? [] : [`${path}: a list of any length`]),
      ];
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "catch":
    case "readonly":
    case "nonoptional":
      return into(def.innerType);
    case "pipe":
      return into(def.in);
    case "unknown":
    case "any":
      return [`${path}: anything`];
    case "never":
    case "literal":
    case "enum":
    case "number":
    case "boolean":
    case "null":
    case "date":
      return [];
    default:
      return [`${path}: ${def.type}, which this check does not know`];
  }
}

describe("every schema that reads what arrives", () => {
  let roots: Made[] = [];
  let all: Made[] = [];
  beforeAll(async () => {
    all = await collect();
    // A schema with a further check is a copy of the one without, which nobody uses by itself.
    const copied = new Set(all.flatMap(({ schema }) => schema._zod.parent ?? []));
    roots = all.filter(
      // A refinement is made like a schema.
      ({ schema, file }) =>
        !copied.has(schema) && schema._zod.def.type !== "custom" && !OWN_WORDS.includes(file),
    );
  }, 60_000);

  test("is found, in the browser's code and on the server", () => {
    const files = new Set(all.map(({ file }) => file));
    for (const path of [
      "lib/realtime/client/tabs/relay.ts",
      "lib/realtime/bus/message.ts",
      "lib/orders/model/requests.ts",
      "lib/auth/server/create-token.ts",
      "app/(auth)/signin/[way]/route.ts",
      "hooks/commands/route.ts",
    ])
      expect(files).toContain(path);
    expect(all.length).toBeGreaterThan(500);
  });

  test("bounds every text, list and record", () => {
    const unbounded = roots.flatMap(({ schema, file }) =>
      findUnbounded(schema, "").map((fault) => `${file} ${fault}`),
    );
    const faults = unbounded.filter(
      (fault) =>
        !(fault.endsWith(": anything") && Object.keys(PASSED_ON).some((file) => fault.startsWith(file))),
    );
    expect([...new Set(faults)]).toEqual([]);
  });

  test("is made once, where its module is loaded: one made within a function is not seen by this check", () => {
    const inFunctions = makers.flatMap((path) =>
      readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => /\bz\.(string|email|url|array|record)\([^\n]*\.(safeParse|parse)\(/.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(inFunctions).toEqual([]);
  });
});
