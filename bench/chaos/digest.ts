import { crc32 } from "node:zlib";

/** Excludes channel and offset. */
export function digestOf(type: string, fields: unknown): number {
  return crc32(`${type} ${JSON.stringify(fields)}`);
}
