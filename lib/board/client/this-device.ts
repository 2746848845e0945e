import { v4 as newUuid } from "uuid";
import * as z from "zod/mini";
import { idSchema } from "@/lib/text/id";
import { readText, writeText } from "./preferences";
import { DEVICE_ID } from "./this-shift";

export const DEVICE_NAME = "platewire.device.name";

/** Returns the id of this browser as a device of a kitchen; null when it has never been one. */
export function knownDevice(): string | null {
  const known = z.safeParse(idSchema, readText("local", DEVICE_ID));
  return known.success ? known.data : null;
}

/** Returns the id of this browser as a device of a kitchen. All its tabs have the same one. */
export function thisDevice(): string {
  const known = knownDevice();
  if (known !== null) return known;
  const id = newUuid();
  writeText("local", DEVICE_ID, id);
  return id;
}
