import * as fc from "fast-check";
import * as z from "zod";
import { hostileText } from "./texts";

/** Values that fit a schema, and values near them. */

type Json = z.core.JSONSchema.BaseSchema;

const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, -1, 1.5, 2 ** 31, 2 ** 53, Number.MAX_VALUE),
);

const deep = fc
  .record({ depth: fc.constantFrom(10, 50, 500), isObject: fc.boolean() })
  .map(({ depth, isObject }) => {
    let value: unknown = 1;
    for (let n = 0; n < depth; n += 1) value = isObject ? { a: value } : [value];
    return value;
  });

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 2, arbitrary: number },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null]) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 2_000 }).map((length) => Array.from({ length }, () => 1)),
  },
  { weight: 1, arbitrary: deep },
);

export interface Known {
  /** Ids that exist, for every field whose format is a UUID. */
  readonly ids: readonly string[];
  /** Values that the code behind a schema accepts, too. */
  readonly samples: ReadonlyMap<z.core.$ZodType, unknown>;
}

const NOTHING: Known = { ids: [], samples: new Map() };

function objectOf(schema: Json, known: Known): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  const fields = Object.fromEntries(properties.map(([key, inner]) => [key, fromJsonSchema(inner, known)]));
  const more = schema.additionalProperties;
  if (properties.length === 0 && typeof more === "object")
    return fc.dictionary(hostileText, fromJsonSchema(more, known), { maxKeys: 4 });
  const required = (schema.required ?? []).filter((key) => key in fields);
  return fc.record(fields, { requiredKeys: required });
}

function stringOf(
  { format, pattern, minLength = 0, maxLength = 60 }: Json,
  known: Known,
): fc.Arbitrary<string> {
  if (format === "uuid")
    return known.ids.length === 0
      ? fc.uuid()
      : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known.ids) }, fc.uuid());
  if (format === "date-time") return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength: Math.max(minLength, 1), maxLength: Math.max(1, Math.min(maxLength, 60)) });
}

function integerOf({ minimum, maximum }: Json): fc.Arbitrary<number> {
  const low = Math.max(minimum ?? -1_000, -(2 ** 31));
  return fc.integer({ min: low, max: Math.max(low, Math.min(maximum ?? 1_000_000, 2 ** 31 - 1)) });
}

function fromJsonSchema(given: z.core.JSONSchema._JSONSchema, known: Known): fc.Arbitrary<unknown> {
  if (typeof given === "boolean") return fc.jsonValue({ maxDepth: 2 });
  const schema = given;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom<unknown>(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return fc.oneof(...options.map((option) => fromJsonSchema(option, known)));
  if (schema.allOf !== undefined)
    return fc
      .tuple(...schema.allOf.map((part) => fromJsonSchema(part, known)))
      .map((parts): unknown => Object.assign({}, ...parts));
  switch (schema.type) {
    case "object":
      return objectOf(schema, known);
    case "array": {
      const items = Array.isArray(schema.items) || schema.items === undefined ? true : schema.items;
      const minLength = schema.minItems ?? 0;
      return fc.array(fromJsonSchema(items, known), {
        minLength,
        maxLength: Math.max(minLength, Math.min(schema.maxItems ?? 4, 4)),
      });
    }
    case "string":
      return stringOf(schema, known);
    case "integer":
    case "number":
      return integerOf(schema);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Values that the schema accepts, apart from rules that JSON Schema cannot express. */
export function validOf(schema: z.core.$ZodType, known: Known = NOTHING): fc.Arbitrary<unknown> {
  return fromJsonSchema(
    z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }),
    known,
  );
}

interface Spot {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function spotsIn(value: unknown, spots: Spot[] = []): Spot[] {
  if (isObject(value))
    for (const [key, inner] of Object.entries(value)) {
      if (spots.length >= 500) break;
      spots.push({ parent: value, key });
      // Deep values come from `hostileValue`.
      if (spots.length < 200) spotsIn(inner, spots);
    }
  return spots;
}

const HOW = ["replace", "delete", "wrap", "add", "nest", "text"] as const;

function change(root: { value: unknown }, how: (typeof HOW)[number], at: number, piece: unknown): void {
  const spots = spotsIn(root);
  const spot = spots[at % spots.length];
  if (spot === undefined) return;
  const { parent, key } = spot;
  const before = parent[key];
  if (how === "delete") delete parent[key];
  else if (how === "wrap") parent[key] = [before];
  else if (how === "text")
    parent[key] = (typeof piece === "string" ? piece : "x") + (typeof before === "string" ? before : "");
  else if (how === "nest" && isObject(before)) before[String(key)] = piece;
  else if (how === "add")
    Object.defineProperty(parent, typeof piece === "string" ? piece : "extra", {
      value: piece,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  else parent[key] = piece;
}

/** Values with one to three faults. */
export function nearValue(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const fault = fc.record({ how: fc.constantFrom(...HOW), at: fc.nat(), piece: hostileValue });
  return fc
    .record({ valid, faults: fc.array(fault, { minLength: 1, maxLength: 3 }) })
    .map(({ valid: value, faults }) => {
      const root = { value: structuredClone(value) };
      for (const { how, at, piece } of faults) change(root, how, at, structuredClone(piece));
      return root.value;
    });
}

/** Values that are accepted, as far as the code behind the schema is known. */
export function goodOf(schema: z.core.$ZodType, known: Known = NOTHING): fc.Arbitrary<unknown> {
  return known.samples.has(schema) ? fc.constant(known.samples.get(schema)) : validOf(schema, known);
}

/** Mostly values near the schema, some that fit it, some that have nothing to do with it. */
export function anyNear(schema: z.core.$ZodType, known?: Known): fc.Arbitrary<unknown> {
  const valid = fc.oneof(goodOf(schema, known), validOf(schema, known));
  return fc.oneof(
    { weight: 3, arbitrary: valid },
    { weight: 5, arbitrary: nearValue(valid) },
    { weight: 1, arbitrary: hostileValue },
  );
}
