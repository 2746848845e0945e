"use client";

import { useEffect, useState } from "react";
import { useLiveBoard } from "@/hooks/board/live-board-context";

/** Repeats the tone of a lost connection until the alarm is silenced. The next loss sounds again. */
export function useLostTone(isLost: boolean): { isSounding: boolean } {
  const { shift, alarm } = useLiveBoard();
  const { audio, sound } = shift;
  const [silencesBefore, setSilencesBefore] = useState<number | null>(null);
  if (isLost !== (silencesBefore !== null)) setSilencesBefore(isLost ? alarm.silences : null);
  const isSounding = isLost && sound === "on" && silencesBefore === alarm.silences;
  useEffect(() => {
    audio.warn(isSounding);
    return () => audio.warn(false);
  }, [audio, isSounding]);
  return { isSounding };
}
