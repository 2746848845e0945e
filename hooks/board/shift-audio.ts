import { renderTone, TONES, type ToneName } from "@/lib/board/client/tones";

/** `blocked`: the browser allows sound only after a press. */
export type SoundState = "off" | "on" | "blocked" | "unsupported";

export interface ShiftAudio {
  state: () => SoundState;
  watch: (listener: () => void) => () => void;
  /** Must be called from a press: browsers unlock sound for nothing else. */
  unlock: () => Promise<void>;
  close: () => void;
  play: (tone: ToneName) => void;
  /** Repeats the tone of a new order. */
  ring: (isRinging: boolean) => void;
  /** Repeats the tone of a lost connection. */
  warn: (isLost: boolean) => void;
}

export function createShiftAudio(): ShiftAudio {
  let context: AudioContext | undefined;
  let isUnsupported = false;
  const buffers = new Map<ToneName, AudioBuffer>();
  const repeating = new Map<ToneName, AudioBufferSourceNode>();
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };

  function source(audio: AudioContext, name: ToneName): AudioBufferSourceNode {
    const known = buffers.get(name);
    const tone = TONES[name];
    const buffer =
      known ?? audio.createBuffer(1, Math.ceil(tone.length * audio.sampleRate), audio.sampleRate);
    if (known === undefined) buffer.copyToChannel(renderTone(tone, audio.sampleRate), 0);
    buffers.set(name, buffer);
    const node = audio.createBufferSource();
    node.buffer = buffer;
    node.connect(audio.destination);
    return node;
  }

  /** Loops without a timer, which a hidden tab would slow down to once a minute. */
  function repeat(tone: ToneName, isOn: boolean): void {
    if (!isOn || context === undefined) {
      repeating.get(tone)?.stop();
      repeating.delete(tone);
    } else if (!repeating.has(tone)) {
      const node = source(context, tone);
      node.loop = true;
      node.start();
      repeating.set(tone, node);
    }
  }

  return {
    state: () => {
      if (isUnsupported) return "unsupported";
      if (context === undefined) return "off";
      return context.state === "running" ? "on" : "blocked";
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unlock: async () => {
      try {
        context ??= new AudioContext();
        context.onstatechange = notify;
        await context.resume();
      } catch {
        isUnsupported = context === undefined;
      }
      notify();
    },
    close: () => {
      for (const node of repeating.values()) node.stop();
      repeating.clear();
      buffers.clear();
      void context?.close().catch(() => undefined);
      context = undefined;
      notify();
    },
    play: (tone) => {
      if (context !== undefined) source(context, tone).start();
    },
    ring: (isRinging) => repeat("new", isRinging),
    warn: (isLost) => repeat("lost", isLost),
  };
}
