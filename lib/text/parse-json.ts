import * as z from "zod/mini";
import { readJsonText } from "./read-json";

/** Returns null for text that is not JSON or does not match the schema. */
export function parseJson<Schema extends z.core.$ZodType>(
  schema: Schema,
  text: string,
): z.output<Schema> | null {
  return z.safeParse(schema, readJsonText(text)).data ?? null;
}
