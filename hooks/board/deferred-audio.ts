import type { ShiftAudio } from "./shift-audio";

export const loadShiftParts = async () => (await import("./shift-parts")).shiftParts;

/** Audio whose tones load after the page. An earlier press waits for them and can still unlock the sound. */
export function createDeferredAudio(): ShiftAudio & { load: () => void } {
  let loading: Promise<ShiftAudio> | undefined;
  let audio: ShiftAudio | undefined;
  const listeners = new Set<() => void>();

  async function loadOnce(): Promise<ShiftAudio> {
    audio = (await loadShiftParts()).createShiftAudio();
    audio.watch(() => {
      for (const listener of listeners) listener();
    });
    return audio;
  }
  function loaded(): Promise<ShiftAudio> {
    loading ??= loadOnce().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  return {
    load: () => void loaded().catch(() => undefined),
    state: () => audio?.state() ?? "off",
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unlock: async () => (await loaded()).unlock(),
    close: () => audio?.close(),
    play: (tone) => audio?.play(tone),
    repeat: (tone, isOn) => audio?.repeat(tone, isOn),
  };
}
