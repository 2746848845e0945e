import { watchPreferences } from "@/lib/board/client/preferences";
import { renderTone, TONES, type ToneName } from "@/lib/board/client/tones";
import { gainOf, rememberedVolume } from "@/lib/board/client/volume";

/** `blocked`: the browser allows sound only after a press. */
export type SoundState = "off" | "on" | "blocked" | "unsupported";

export interface ShiftAudio {
  state: () => SoundState;
  watch: (listener: () => void) => () => void;
  /** Must be called from a press: browsers unlock sound for nothing else. */
  unlock: () => Promise<void>;
  close: () => void;
  play: (tone: ToneName) => void;
  /** Plays the tone again and again until it is called with false. */
  repeat: (tone: ToneName, isOn: boolean) => void;
}

interface Speaker {
  readonly context: AudioContext;
  /** Takes its loudness from the volume that the device remembers. */
  readonly gain: GainNode;
  readonly forget: () => void;
}

function openSpeaker(): Speaker {
  const context = new AudioContext();
  const gain = context.createGain();
  gain.connect(context.destination);
  const follow = () => {
    gain.gain.value = gainOf(rememberedVolume());
  };
  follow();
  return { context, gain, forget: watchPreferences(follow) };
}

export function createShiftAudio(): ShiftAudio {
  let speaker: Speaker | undefined;
  let isUnsupported = false;
  const buffers = new Map<ToneName, AudioBuffer>();
  const repeating = new Map<ToneName, AudioBufferSourceNode>();
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };

  function source({ context: audio, gain }: Speaker, name: ToneName): AudioBufferSourceNode {
    const known = buffers.get(name);
    const tone = TONES[name];
    const buffer =
      known ?? audio.createBuffer(1, Math.ceil(tone.length * audio.sampleRate), audio.sampleRate);
    if (known === undefined) buffer.copyToChannel(renderTone(tone, audio.sampleRate), 0);
    buffers.set(name, buffer);
    const node = audio.createBufferSource();
    node.buffer = buffer;
    node.connect(gain);
    return node;
  }

  /** Loops without a timer, which a hidden tab would slow down to once a minute. */
  function repeat(tone: ToneName, isOn: boolean): void {
    if (!isOn || speaker === undefined) {
      repeating.get(tone)?.stop();
      repeating.delete(tone);
    } else if (!repeating.has(tone)) {
      const node = source(speaker, tone);
      node.loop = true;
      node.start();
      repeating.set(tone, node);
    }
  }

  return {
    state: () => {
      if (isUnsupported) return "unsupported";
      if (speaker === undefined) return "off";
      return speaker.context.state === "running" ? "on" : "blocked";
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unlock: async () => {
      try {
        speaker ??= openSpeaker();
        speaker.context.onstatechange = notify;
        await speaker.context.resume();
      } catch {
        isUnsupported = speaker === undefined;
      }
      notify();
    },
    close: () => {
      for (const node of repeating.values()) node.stop();
      repeating.clear();
      buffers.clear();
      speaker?.forget();
      void speaker?.context.close().catch(() => undefined);
      speaker = undefined;
      notify();
    },
    play: (tone) => {
      // Started while the browser holds the sound back, tones would all be heard at once later.
      if (speaker?.context.state === "running") source(speaker, tone).start();
    },
    repeat,
  };
}
