import { SHIFT_KEY } from "@/lib/board/model/shift-key";
import { readText } from "./preferences";

/** As `idSchema`, whose code is not in the first load of a board. */
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

export function readId(place: "local" | "session", key: string): string | null {
  const text = readText(place, key);
  return text !== null && ID.test(text) ? text : null;
}

export const DEVICE_ID = "platewire.device.id";
/** The id of this browser as a device of a kitchen; null when it has never been one. See also this-device.ts. */
export const knownDevice = () => readId("local", DEVICE_ID);

/** The id of the shift at a store from its start in this tab until it is ended or the person signs out, also after a reload. */
export const readShift = (tenantId: string) => readId("session", `${SHIFT_KEY}${tenantId}`);
