"use client";

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { createDeferredAudio, loadShiftParts } from "@/hooks/board/deferred-audio";
import type { SoundState } from "@/hooks/board/shift-audio";
import type { WakeState } from "@/hooks/browser/hold-wake-lock";

const off = () => "off" as const;
const ignore = () => undefined;
/** Two short ones (ms): a message can wait for a red light. */
const NUDGE = [120, 90, 120];
/** Long, short, long (ms): it is felt through a jacket. */
const VIBRATION = [400, 150, 200, 150, 400];

export interface RiderSound {
  sound: SoundState;
  screen: WakeState;
  /** Must be called from a press, which unlocks the sound. */
  unlock: () => void;
  /** Must be called from a press. */
  test: () => void;
  ring: () => void;
  /** For a message, which is less than an offer. */
  heard: () => void;
  /** Asks whether offers may come while the page is closed. Must be called from a press. */
  askForPush: () => void;
}

/**
 * Rings for offers, and keeps the screen on while the rider `isOn` shift. A reload locks the sound; the next press anywhere
 * unlocks it then.
 */
export function useRiderSound({ isOn }: { isOn: boolean }): RiderSound {
  const [audio] = useState(createDeferredAudio);
  const sound = useSyncExternalStore<SoundState>(audio.watch, audio.state, off);
  const [screen, setScreen] = useState<WakeState>("off");
  useEffect(() => {
    audio.load();
    return () => audio.close();
  }, [audio]);
  useEffect(() => {
    if (!isOn) return;
    const holding = loadShiftParts().then(({ holdWakeLock }) => holdWakeLock(setScreen));
    return () => void holding.then((letGo) => letGo()).catch(ignore);
  }, [isOn]);

  const unlock = useCallback(() => void audio.unlock().catch(ignore), [audio]);
  const ring = useCallback(() => {
    audio.play("new");
    // Phones that cannot vibrate, and browsers that want a press first, return false.
    navigator.vibrate?.(VIBRATION);
  }, [audio]);
  const heard = useCallback(() => {
    audio.play("message");
    navigator.vibrate?.(NUDGE);
  }, [audio]);
  const test = useCallback(() => void audio.unlock().then(ring).catch(ignore), [audio, ring]);

  const askForPush = useCallback(
    () =>
      void loadShiftParts()
        .then(({ turnOnPush }) => turnOnPush())
        .catch(ignore),
    [],
  );

  const wantsPress = isOn && (sound === "off" || sound === "blocked");
  useEffect(() => {
    if (!wantsPress) return;
    document.addEventListener("pointerup", unlock, { once: true });
    document.addEventListener("keydown", unlock, { once: true });
    return () => {
      document.removeEventListener("pointerup", unlock);
      document.removeEventListener("keydown", unlock);
    };
  }, [wantsPress, unlock]);
  return useMemo(
    () => ({ sound, screen, unlock, test, ring, heard, askForPush }),
    [sound, screen, unlock, test, ring, heard, askForPush],
  );
}
