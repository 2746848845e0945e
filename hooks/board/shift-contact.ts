import { spreadMs } from "@/lib/realtime/client/spread";

/** Drawn once for each page: after an outage, devices do not come back together. */
const RETRY_MS = spreadMs(6_000, Math.random());

/** The server refuses a device until a person changes something, so there is no hurry to ask again. */
const REFUSED_MS = spreadMs(60_000, Math.random());

interface Line<State> {
  /** Resolves with when the next heartbeat is due (ms from now), or with `refused` when the server will have none. */
  beat: (state: State) => Promise<number | "refused">;
  end: () => Promise<void>;
}

export interface ShiftContact<State> {
  /** The state of a device on shift, which is told at once; null ends its shift on purpose; undefined says nothing more. */
  set: (state: State | null | undefined) => void;
  /** Says nothing any more: the page goes, and its shift with it. */
  stop: () => void;
}

/** Keeps in touch with the server while a shift is on. One request at a time, so that the end comes after the last heartbeat. */
export function createShiftContact<State>({ beat, end }: Line<State>): ShiftContact<State> {
  let state: State | null | undefined;
  let isSending = false;
  let mustRepeat = false;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isOver = () => state === null;

  /** Returns when to tell it again (ms); null: when it changes. */
  async function tell(): Promise<number | null> {
    if (state === undefined) return null;
    if (state !== null) {
      const next = await beat(state);
      return next === "refused" ? REFUSED_MS : next;
    }
    await end();
    // Known to the server, unless another shift has begun meanwhile.
    if (isOver()) state = undefined;
    return null;
  }

  async function run() {
    clearTimeout(timer);
    mustRepeat = true;
    if (isSending) return;
    isSending = true;
    let next: number | null = null;
    while (mustRepeat && !isStopped) {
      mustRepeat = false;
      next = await tell().catch(() => RETRY_MS);
    }
    isSending = false;
    if (next !== null && !isStopped) timer = setTimeout(() => void run(), next);
  }

  return {
    set: (next) => {
      state = next;
      void run();
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
