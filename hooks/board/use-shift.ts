"use client";

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { WakeState } from "@/hooks/browser/hold-wake-lock";
import { readFlag, writeFlag } from "@/lib/board/client/preferences";
import { SHIFT_KEY } from "@/lib/board/model/shift-key";
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
  /** Why the server does not count this device as one on shift; null when it does. */
  refusal: string | null;
  setRefusal: (refusal: string | null) => void;
}

/** True from the start of a shift at the store in this tab until it is ended or the person signs out, also after a reload. */
export const isOnShift = (tenantId: string) => readFlag("session", `${SHIFT_KEY}${tenantId}`, false);
const noteShift = (tenantId: string, isOn: boolean) => writeFlag("session", `${SHIFT_KEY}${tenantId}`, isOn);
const off = () => "off" as const;
const ignore = () => undefined;

/** A reload locks the sound; the next press anywhere unlocks it, and until then a warning shows. */
export function useShift(tenantId: string): Shift {
  const [audio] = useState(createDeferredAudio);
  const [isStarted, setStarted] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
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
    noteShift(tenantId, true);
  }, [audio, tenantId]);

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
    noteShift(tenantId, false);
  }, [audio, tenantId]);

  const wantsPress = sound === "blocked" || (!isStarted && sound === "off");
  useEffect(() => {
    if (!wantsPress || !isOnShift(tenantId)) return;
    const goOn = () => void unlock().catch(ignore);
    document.addEventListener("pointerup", goOn, { once: true });
    document.addEventListener("keydown", goOn, { once: true });
    return () => {
      document.removeEventListener("pointerup", goOn);
      document.removeEventListener("keydown", goOn);
    };
  }, [wantsPress, unlock, tenantId]);

  useEffect(() => {
    audio.load();
    return () => audio.close();
  }, [audio]);

  return useMemo(
    () => ({ isStarted, sound, screen, start, end, test, audio, refusal, setRefusal }),
    [isStarted, sound, screen, start, end, test, audio, refusal],
  );
}
