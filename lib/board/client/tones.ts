/** Tones are generated, so that no file has to load. They differ in rhythm as well as in pitch. */

interface Note {
  /** Seconds. */
  at: number;
  hertz: number;
  length: number;
}

export interface Tone {
  notes: readonly Note[];
  /** Seconds, including the silence before a looping tone repeats. */
  length: number;
}

export const TONES = {
  new: {
    length: 3.2,
    notes: [
      { at: 0, hertz: 784, length: 0.22 },
      { at: 0.2, hertz: 1047, length: 0.22 },
      { at: 0.4, hertz: 1319, length: 0.4 },
      { at: 0.95, hertz: 784, length: 0.22 },
      { at: 1.15, hertz: 1047, length: 0.22 },
      { at: 1.35, hertz: 1319, length: 0.5 },
    ],
  },
  /** Falls: something about an order is not as it was. */
  changed: {
    length: 1.4,
    notes: [
      { at: 0, hertz: 622, length: 0.4 },
      { at: 0.4, hertz: 494, length: 0.8 },
    ],
  },
  /** Knocks on one pitch. */
  waiting: {
    length: 1.6,
    notes: [
      { at: 0, hertz: 698, length: 0.16 },
      { at: 0.3, hertz: 698, length: 0.16 },
      { at: 0.6, hertz: 698, length: 0.6 },
    ],
  },
  /** One short step up: somebody wrote, and nothing is lost if nobody looks for a minute. */
  message: {
    length: 0.7,
    notes: [
      { at: 0, hertz: 554, length: 0.16 },
      { at: 0.14, hertz: 831, length: 0.36 },
    ],
  },
  /** Lower than any tone of an order, and up and down, so that nobody takes it for one. */
  technical: {
    length: 5,
    notes: [
      { at: 0, hertz: 440, length: 0.5 },
      { at: 0.55, hertz: 294, length: 0.7 },
      { at: 1.4, hertz: 440, length: 0.5 },
      { at: 1.95, hertz: 294, length: 0.7 },
    ],
  },
} as const satisfies Record<string, Tone>;

export type ToneName = keyof typeof TONES;

const ATTACK = 0.008;
const LOUDNESS = 0.5;

function sampleOf({ hertz, length }: Note, seconds: number): number {
  if (seconds < 0 || seconds > length) return 0;
  const envelope = Math.min(1, seconds / ATTACK) * Math.exp((-4 * seconds) / length) * (1 - seconds / length);
  const phase = 2 * Math.PI * hertz * seconds;
  return LOUDNESS * envelope * (Math.sin(phase) + 0.35 * Math.sin(2 * phase));
}

/** Renders a tone as one channel of samples between −1 and 1. */
export function renderTone(tone: Tone, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.ceil(tone.length * sampleRate));
  for (const note of tone.notes) {
    const first = Math.floor(note.at * sampleRate);
    const last = Math.min(samples.length - 1, Math.ceil((note.at + note.length) * sampleRate));
    for (let index = first; index <= last; index++)
      samples[index] = (samples[index] ?? 0) + sampleOf(note, index / sampleRate - note.at);
  }
  return samples.map((sample) => Math.max(-1, Math.min(1, sample)));
}
