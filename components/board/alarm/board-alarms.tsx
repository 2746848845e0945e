"use client";

import { useRing } from "@/hooks/board/use-ring";
import { usePreference } from "@/hooks/browser/use-preference";
import { FLASH_KEY } from "@/lib/board/client/flash";
import { AlarmBand, ForgetAlarms } from "./alarm-band";
import { RingReport } from "./ring-report";
import { useWaitingAlarm } from "./use-waiting-alarm";
import { WaitingBar } from "./waiting-bar";

/** Everything about the alarm that can load after the page, on all pages of a store. */
export function BoardAlarms() {
  const [flash] = usePreference(FLASH_KEY, "false");
  useRing();
  const waiting = useWaitingAlarm();
  return (
    <>
      <WaitingBar waiting={waiting} />
      <RingReport />
      <ForgetAlarms />
      {flash === "true" && <AlarmBand waiting={waiting} />}
    </>
  );
}
