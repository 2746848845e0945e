import * as z from "zod";
import { parseJson } from "@/lib/text/parse-json";
import type { BusMessage } from "./bus";

/**
 * The body of one PUBLISH: `<origin> <length of the heads> <heads: JSON><data><data>…`; signature.ts signs it.
 *
 * Data within other JSON would be escaped, unescaped and parsed twice. The lengths show a truncated or merged payload.
 */

const headSchema = z.object({
  channel: z.string().min(1).max(100),
  epoch: z.string().max(16),
  offset: z.number().int().positive().nullable(),
  type: z
    .string()
    .max(64)
    .regex(/^[a-z][a-z0-9_-]*$/),
  priority: z.enum(["low", "normal", "high", "urgent"]),
  key: z.string().max(100).nullable(),
  isThrottled: z.boolean(),
  at: z.number().int().nonnegative().optional(),
  /** Of its data, in UTF-16 units. */
  length: z.number().int().min(2),
});
/** More than `encodeBatches` puts into one payload. */
const headsSchema = z.array(headSchema).max(2_000);

const PREFIX = /^\S{1,64} (\d{1,7}) /;

/** Upstash closes a stream on a line of more than 1 MB; a unit is up to 3 bytes. */
const LENGTH_LIMIT = 256 * 1024;
const HEAD_LENGTH = 200;

function lengthOf({ channel, type, key, data }: BusMessage): number {
  return HEAD_LENGTH + channel.length + type.length + (key?.length ?? 0) + data.length;
}

function encodeBatch(origin: string, messages: readonly BusMessage[]): string {
  const heads = JSON.stringify(messages.map(({ data, ...head }) => ({ ...head, length: data.length })));
  return `${origin} ${heads.length} ${heads}${messages.map(({ data }) => data).join("")}`;
}

export function encodeBatches(origin: string, messages: readonly BusMessage[]): string[] {
  const texts: string[] = [];
  let begin = 0;
  let length = 0;
  for (const [index, message] of messages.entries()) {
    const grown = lengthOf(message);
    if (index > begin && length + grown > LENGTH_LIMIT) {
      texts.push(encodeBatch(origin, messages.slice(begin, index)));
      begin = index;
      length = 0;
    }
    length += grown;
  }
  texts.push(encodeBatch(origin, messages.slice(begin)));
  return texts;
}

export function isFrom(origin: string, text: string): boolean {
  return text.startsWith(`${origin} `);
}

/** Null for a payload that is not one of ours or did not arrive whole. */
export function decodeBatch(text: string): readonly BusMessage[] | null {
  const [prefix, headsLength] = PREFIX.exec(text) ?? [];
  if (prefix === undefined) return null;
  let at = prefix.length + Number(headsLength);
  const heads = parseJson(headsSchema, text.slice(prefix.length, at));
  const total = heads?.reduce((sum, { length }) => sum + length, at);
  if (heads === null || total !== text.length) return null;
  const messages = heads.map(({ length, ...head }) => {
    at += length;
    return { ...head, data: text.slice(at - length, at) };
  });
  return messages.every(({ data }) => data.startsWith("{") && data.endsWith("}")) ? messages : null;
}
