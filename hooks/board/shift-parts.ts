import { v4 as newUuid } from "uuid";
import { holdWakeLock } from "@/hooks/browser/hold-wake-lock";
import { beginShift, endShift } from "@/lib/board/client/change-shift";
import { createShiftAudio } from "./shift-audio";

/** Code that only a shift needs. It is loaded after the page, and a press that comes earlier waits for it. */
export const shiftParts = {
  createShiftAudio,
  holdWakeLock,
  beginShift: (tenantId: string) => beginShift(tenantId, newUuid),
  endShift,
  turnOnPush: async () => (await import("@/hooks/notifications/turn-on-push")).turnOnPush(),
};
