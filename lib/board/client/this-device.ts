import { v4 as newUuid } from "uuid";
import * as z from "zod/mini";
import { idSchema } from "@/lib/text/id";
import { readText, writeText } from "./preferences";
import { DEVICE_ID } from "./this-shift";

export const DEVICE_NAME = "platewire.device.name";

/** Returns the id of this browser as a device of a kitchen. All its tabs have the same one. */
export function thisDevice(): string {
  const known = z.safeParse(idSchema, readText("local", DEVICE_ID));
  if (known.success) return known.data;
  const id = newUuid();
  writeText("local", DEVICE_ID, id);
  return id;
}

/** The end of a device's id, which tells devices without a name of their own apart. */
export const deviceCode = (id: string) => id.slice(-4).toUpperCase();
