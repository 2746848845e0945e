import { v4 as newUuid } from "uuid";
import { writeText } from "./preferences";
import { DEVICE_ID, knownDevice } from "./this-shift";

export const DEVICE_NAME = "platewire.device.name";

/** Returns the id of this browser as a device of a kitchen. All its tabs have the same one. */
export function thisDevice(): string {
  const known = knownDevice();
  if (known !== null) return known;
  const id = newUuid();
  writeText("local", DEVICE_ID, id);
  return id;
}
