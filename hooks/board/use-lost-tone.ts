"use client";

import { useEffect, useState } from "react";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { ALARM_TONES } from "@/lib/board/client/alarms";

const tone = ALARM_TONES.connection_lost;

/** Repeats the tone of a lost connection until the alarm is silenced. The next loss sounds again. */
export function useLostTone(isLost: boolean): { isSounding: boolean } {
  const { shift, alarm } = useLiveBoard();
  const { audio, sound } = shift;
  const [silencesBefore, setSilencesBefore] = useState<number | null>(null);
  if (isLost !== (silencesBefore !== null)) setSilencesBefore(isLost ? alarm.silences : null);
  const isSounding = isLost && sound === "on" && silencesBefore === alarm.silences;
  useEffect(() => {
    audio.repeat(tone, isSounding);
    return () => audio.repeat(tone, false);
  }, [audio, isSounding]);
  return { isSounding };
}
