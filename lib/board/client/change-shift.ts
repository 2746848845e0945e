import { SHIFT_KEY } from "@/lib/board/model/shift-key";
import { writeText } from "./preferences";
import { readId, readShift } from "./this-shift";

/** Kept by the browser until the server knows: a person who ends a shift may close the page, or have no connection. */
const ENDED_KEY = "platewire.shift-end.";

/** The shift at a store whose end the server does not know yet. */
export const readEndedShift = (tenantId: string) => readId("local", `${ENDED_KEY}${tenantId}`);

/** Continues the shift that is on, or begins one. A new one makes the end of the last one needless. */
export function beginShift(tenantId: string, newId: () => string): void {
  if (readShift(tenantId) !== null) return;
  writeText("session", `${SHIFT_KEY}${tenantId}`, newId());
  writeText("local", `${ENDED_KEY}${tenantId}`, "");
}

/** Gives the tab a shift of its own in place of one that it has copied from another tab. */
export function replaceShift(tenantId: string, copied: string, newId: () => string): void {
  if (readShift(tenantId) === copied) writeText("session", `${SHIFT_KEY}${tenantId}`, newId());
}

export function endShift(tenantId: string): void {
  const id = readShift(tenantId);
  if (id === null) return;
  writeText("local", `${ENDED_KEY}${tenantId}`, id);
  writeText("session", `${SHIFT_KEY}${tenantId}`, "");
}

/** Call it when the server knows that the shift has ended. */
export function forgetEndedShift(tenantId: string, id: string): void {
  if (readEndedShift(tenantId) === id) writeText("local", `${ENDED_KEY}${tenantId}`, "");
}
