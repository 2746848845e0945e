"use client";

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { WakeState } from "@/hooks/browser/hold-wake-lock";
import { readShift } from "@/lib/board/client/this-shift";
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
  /** Why the server does not count this device as one on shift; null when it does, undefined before it has said so. */
  refusal: string | null | undefined;
  setRefusal: (refusal: string | null | undefined) => void;
}

const off = () => "off" as const;
const ignore = () => undefined;

/** A reload locks the sound; the next press anywhere unlocks it, and until then a warning shows. */
export function useShift(tenantId: string): Shift {
  const [audio] = useState(createDeferredAudio);
  const [isStarted, setStarted] = useState(false);
  const [refusal, setRefusal] = useState<string | null>();
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
    const { beginShift } = await loadShiftParts();
    beginShift(tenantId);
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
    void loadShiftParts()
      .then(({ endShift }) => endShift(tenantId))
      .catch(ignore);
  }, [audio, tenantId]);

  const wantsPress = sound === "blocked" || (!isStarted && sound === "off");
  useEffect(() => {
    if (!wantsPress || readShift(tenantId) === null) return;
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
