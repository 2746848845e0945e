import * as z from "zod";
import type { BusMessage } from "./bus";

/** What one PUBLISH carries: the messages of one commit on one shard, and which process sent them. */

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const messageSchema = z.object({
  channel: z.string().min(1).max(100),
  epoch: z.string().max(16),
  offset: z.number().int().positive().nullable(),
  type: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/),
  priority: z.enum(["low", "normal", "high", "urgent"]),
  key: z.string().max(100).nullable(),
  isThrottled: z.boolean(),
  data: z.string().startsWith("{").refine(isJson),
});

const batchSchema = z.object({ origin: z.string(), messages: z.array(messageSchema) });

export interface Batch {
  origin: string;
  messages: readonly BusMessage[];
}

export function encodeBatch(batch: Batch): string {
  return JSON.stringify(batch);
}

/** Null for what nobody here could have sent. */
export function decodeBatch(text: string): Batch | null {
  try {
    return batchSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
