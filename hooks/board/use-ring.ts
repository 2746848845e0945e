"use client";

import { useEffect } from "react";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { ALARM_TONES } from "@/lib/board/client/alarms";

const tone = ALARM_TONES.order_new;

/** Repeats the tone of a new order while any is not acknowledged. */
export function useRing(): void {
  const { shift, alarm } = useLiveBoard();
  const { audio, sound } = shift;
  const isRinging = alarm.ringing.length > 0;
  useEffect(() => {
    if (sound === "on") audio.repeat(tone, isRinging);
  }, [audio, sound, isRinging]);
}
