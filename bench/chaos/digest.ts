import { crc32 } from "node:zlib";

/** A digest of an event's name and fields, without channel and offset. */
export function digestOf(type: string, fields: unknown): number {
  return crc32(`${type} ${JSON.stringify(fields)}`);
}
