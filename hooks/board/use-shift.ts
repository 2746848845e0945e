"use client";

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { WakeState } from "@/hooks/browser/hold-wake-lock";
import { readFlag, writeFlag } from "@/lib/board/client/preferences";
import { createDeferredAudio, loadShiftParts } from "./deferred-audio";
import type { ShiftAudio, SoundState } from "./shift-audio";

export interface Shift {
  isStarted: boolean;
  sound: SoundState;
  screen: WakeState;
  /** Must be called from a press, which unlocks the sound. */
  start: () => void;
  end: () => void;
  test: () => void;
  audio: ShiftAudio;
}

const FLAG = "platewire.shift";
/** True from the start of the shift in this tab until it is ended, also after a reload. */
export const isOnShift = () => readFlag("session", FLAG, false);
const off = () => "off" as const;
const ignore = () => undefined;

/** A reload locks the sound; the next press anywhere unlocks it, and until then a warning shows. */
export function useShift(): Shift {
  const [audio] = useState(createDeferredAudio);
  const [isStarted, setStarted] = useState(false);
  const sound = useSyncExternalStore<SoundState>(audio.watch, audio.state, off);
  const [screen, setScreen] = useState<WakeState>("off");
  useEffect(() => {
    if (!isStarted) return;
    const holding = loadShiftParts().then(({ holdWakeLock }) => holdWakeLock(setScreen));
    return () => void holding.then((letGo) => letGo()).catch(ignore);
  }, [isStarted]);

  const unlock = useCallback(async () => {
    await audio.unlock();
    setStarted(true);
    writeFlag("session", FLAG, true);
  }, [audio]);

  const ringOnce = useCallback(
    (unlocking: Promise<void>) => void unlocking.then(() => audio.play("new")).catch(ignore),
    [audio],
  );
  const start = useCallback(() => {
    ringOnce(unlock());
    void loadShiftParts()
      .then(({ turnOnPush }) => turnOnPush())
      .catch(ignore);
  }, [ringOnce, unlock]);
  const test = useCallback(() => ringOnce(audio.unlock()), [ringOnce, audio]);
  const end = useCallback(() => {
    audio.close();
    setStarted(false);
    writeFlag("session", FLAG, false);
  }, [audio]);

  const wantsPress = sound === "blocked" || (!isStarted && sound === "off");
  useEffect(() => {
    if (!wantsPress || !isOnShift()) return;
    const goOn = () => void unlock().catch(ignore);
    document.addEventListener("pointerup", goOn, { once: true });
    document.addEventListener("keydown", goOn, { once: true });
    return () => {
      document.removeEventListener("pointerup", goOn);
      document.removeEventListener("keydown", goOn);
    };
  }, [wantsPress, unlock]);

  useEffect(() => {
    audio.load();
    return () => audio.close();
  }, [audio]);

  return useMemo(
    () => ({ isStarted, sound, screen, start, end, test, audio }),
    [isStarted, sound, screen, start, end, test, audio],
  );
}
