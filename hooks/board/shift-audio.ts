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
  /** Loops without a timer, which a hidden tab would slow down to once a minute. */
  ring: (isRinging: boolean) => void;
}

export function createShiftAudio(): ShiftAudio {
  let context: AudioContext | undefined;
  let ringing: AudioBufferSourceNode | undefined;
  let isUnsupported = false;
  const buffers = new Map<ToneName, AudioBuffer>();
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
      ringing?.stop();
      ringing = undefined;
      buffers.clear();
      void context?.close().catch(() => undefined);
      context = undefined;
      notify();
    },
    play: (tone) => {
      if (context !== undefined) source(context, tone).start();
    },
    ring: (isRinging) => {
      if (!isRinging || context === undefined) {
        ringing?.stop();
        ringing = undefined;
      } else if (ringing === undefined) {
        ringing = source(context, "new");
        ringing.loop = true;
        ringing.start();
      }
    },
  };
}
