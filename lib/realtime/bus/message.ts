import * as z from "zod";
import type { BusMessage } from "./bus";

/** What one PUBLISH carries: the messages of one commit on one shard, and which process sent them. */

const messageSchema = z.object({
  channel: z.string().min(1).max(100),
  epoch: z.string().max(16),
  offset: z.number().int().positive().nullable(),
  type: z.string().min(1).max(64),
  priority: z.enum(["low", "normal", "high", "urgent"]),
  data: z.string().startsWith("{"),
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
