import type { FailureCode } from "@/lib/commands/result";
import { type OwnVersions, versionToActOn, withOwnVersion } from "./own-versions";
import {
  headOf,
  meant,
  type Pressed,
  type PressQueue,
  type PressState,
  repeatedPress,
  restored,
  sending,
  subjectsToSend,
  succeeded,
  unanswered,
  without,
} from "./press-queue";

/** `ledTo`: the version that the press led to. */
export type Answer = { ledTo: number } | "refused" | "unanswered";

/** The server has not looked at the press, or the page cannot read its answer: another attempt may have one. */
const NOT_NOW: readonly FailureCode[] = [
  "limited",
  "unavailable",
  "unauthenticated",
  "other_user",
  "stale_page",
];

export const isNoAnswer = (code: FailureCode) => NOT_NOW.includes(code);

export interface PressSenderOptions<Made extends Pressed> {
  /** Makes one attempt. When it rejects, no answer came. */
  send: (press: Made & PressState) => Promise<Answer>;
  now: () => number;
  onChange: (queue: PressQueue<Made & PressState>) => void;
}

export interface PressSender<Made extends Pressed = Pressed> {
  /** Sends a press after the subject's earlier ones. Resolves when its first attempt has ended, with true when it is done. */
  press: (press: Made) => Promise<boolean>;
  /** Makes one more attempt with every press whose turn it is, until one has no answer. */
  sendWaiting: () => Promise<void>;
  /** Changes nothing while an attempt is under way: the press may just have taken effect. */
  discard: (key: string) => void;
  /** A person says that an old press is still meant. */
  confirm: (key: string) => Promise<void>;
  restore: (kept: PressQueue<Made & PressState>) => void;
}

/** A server that has just come back gets a few at a time. */
const AT_ONCE = 4;

/** Runs one press at a time per subject, in their order, each with its own key until it is answered. */
export function createPressSender<Made extends Pressed>({
  send,
  now,
  onChange,
}: PressSenderOptions<Made>): PressSender<Made> {
  type Each = Made & PressState;
  let queue: PressQueue<Each> = [];
  const running = new Map<string, Promise<boolean>>();
  const led = new Map<string, OwnVersions>();
  const outcomes = new Map<string, boolean>();

  function set(next: PressQueue<Each>) {
    queue = next;
    onChange(next);
  }

  /** Resolves with false when no answer came. */
  async function attempt(press: Each): Promise<boolean> {
    set(sending(queue, press.key));
    const answer = await send(press).catch(() => "unanswered" as const);
    if (answer === "unanswered") {
      set(unanswered(queue, press.key));
      return false;
    }
    if (answer === "refused") {
      set(without(queue, press.key));
      return true;
    }
    const own = withOwnVersion(press.shown, answer.ledTo, led.get(press.subject));
    led.set(press.subject, own);
    if (outcomes.has(press.key)) outcomes.set(press.key, true);
    set(succeeded(queue, press, own));
    return true;
  }

  async function work(subject: string, first: Each): Promise<boolean> {
    let isAnswered = true;
    for (let press: Each | null = first; isAnswered && press !== null; press = headOf(queue, subject, now()))
      isAnswered = await attempt(press);
    // In the same tick as the look at the queue: a press that is made from now on starts anew.
    running.delete(subject);
    return isAnswered;
  }

  /** Resolves with false when an attempt had no answer. */
  function start(subject: string): Promise<boolean> {
    const before = running.get(subject);
    if (before !== undefined) return before;
    const head = headOf(queue, subject, now());
    if (head === null) return Promise.resolve(true);
    const run = work(subject, head);
    running.set(subject, run);
    return run;
  }

  return {
    async press(made) {
      const version = versionToActOn(made.shown, led.get(made.subject));
      const press = { ...made, version, meantAt: made.pressedAt, tries: 0, isSending: false };
      const repeated = repeatedPress(queue, press);
      if (repeated !== undefined) {
        // Whoever presses it again means it, and does not want to wait for the next attempt.
        if (!repeated.isSending) set(meant(queue, repeated.key, made.pressedAt));
        void start(press.subject);
        return false;
      }
      outcomes.set(press.key, false);
      set([...queue, press]);
      await start(press.subject);
      const isDone = outcomes.get(press.key) === true;
      outcomes.delete(press.key);
      return isDone;
    },
    async sendWaiting() {
      const subjects = subjectsToSend(queue, now()).filter((id) => !running.has(id));
      for (let next = 0; next < subjects.length; next += AT_ONCE) {
        const answers = await Promise.all(subjects.slice(next, next + AT_ONCE).map(start));
        if (answers.includes(false)) return;
      }
    },
    discard: (key) => set(queue.filter((press) => press.key !== key || press.isSending)),
    async confirm(key) {
      const press = queue.find((one) => one.key === key);
      if (press === undefined) return;
      set(meant(queue, key, now()));
      await start(press.subject);
    },
    restore: (kept) => set(restored(queue, kept, now())),
  };
}
