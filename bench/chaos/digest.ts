import { crc32 } from "node:zlib";

/** A number that stands for what an event says: its name and its own fields, without its place. */
export function digestOf(type: string, fields: unknown): number {
  return crc32(`${type} ${JSON.stringify(fields)}`);
}
