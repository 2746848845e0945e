import * as z from "zod/mini";

/** Returns undefined for text that is not JSON; no JSON text stands for undefined. */
export function readJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns null for text that is not JSON or does not match the schema. */
export function parseJson<Schema extends z.core.$ZodType>(
  schema: Schema,
  text: string,
): z.output<Schema> | null {
  return z.safeParse(schema, readJsonText(text)).data ?? null;
}
