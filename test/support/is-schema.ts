import type * as z from "zod";

export function isSchema(value: unknown): value is z.core.$ZodType {
  if (typeof value !== "object" || value === null || !("_zod" in value)) return false;
  const internals = value._zod;
  if (typeof internals !== "object" || internals === null || !("traits" in internals)) return false;
  return internals.traits instanceof Set && internals.traits.has("$ZodType");
}
