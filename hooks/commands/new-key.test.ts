import { expect, test } from "vitest";
import * as z from "zod/mini";
import { idempotencyKeySchema } from "@/lib/commands/idempotency-key";
import { newKey } from "./new-key";

test("every key is different and within the bounds of commands", () => {
  const keys = Array.from({ length: 1_000 }, newKey);
  expect(new Set(keys).size).toBe(1_000);
  for (const key of keys) expect(z.safeParse(idempotencyKeySchema, key).success).toBe(true);
});
