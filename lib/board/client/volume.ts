import { readText } from "./preferences";

export const VOLUME_KEY = "platewire.board.volume";
/** Percent. An alarm that nobody hears is no alarm: a shift that should be quiet is ended. */
export const VOLUME = { lowest: 10, highest: 100, step: 10 } as const;

/** Returns the nearest volume for a text that this device remembers; the highest for one that is no number. */
export function volumeOf(text: string | null): number {
  const given = text === null || text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(given)) return VOLUME.highest;
  const stepped = Math.round(given / VOLUME.step) * VOLUME.step;
  return Math.min(VOLUME.highest, Math.max(VOLUME.lowest, stepped));
}

export const rememberedVolume = () => volumeOf(readText("local", VOLUME_KEY));

/** The factor at the lowest volume: 20 dB below the tones as they are, which a quiet room still hears clearly. */
const SOFTEST = 0.1;

/** Returns the factor for samples. Loudness is felt in ratios: each step down is softer by the same one. */
export function gainOf(volume: number): number {
  return SOFTEST ** ((VOLUME.highest - volume) / (VOLUME.highest - VOLUME.lowest));
}
