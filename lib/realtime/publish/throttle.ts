/** At most one value a second for each key; the last one always comes. Pure: the time is handed in, and never falls. */

export const THROTTLE_MS = 1_000;

interface Pause<Value> {
  readonly until: number;
  held: { readonly value: Value } | undefined;
}

export class Throttle<Value> {
  /** All pauses are equally long, and each begins at the end of the list: the first is the next to be over. */
  readonly #pauses = new Map<string, Pause<Value>>();

  /** How many keys it remembers: those of the last second. */
  get size(): number {
    return this.#pauses.size;
  }

  /** When to ask for what is due; undefined when there is nothing to wait for. */
  get nextAt(): number | undefined {
    for (const { until } of this.#pauses.values()) return until;
    return undefined;
  }

  held(key: string): Value | undefined {
    return this.#pauses.get(key)?.held?.value;
  }

  /** Whether this value may go now. If not, it is held in place of the one before it, and comes with `due`. */
  admits(key: string, value: Value, now: number): boolean {
    const pause = this.#pauses.get(key);
    if (pause !== undefined && (pause.held !== undefined || now < pause.until)) {
      pause.held = { value };
      return false;
    }
    this.#begin(key, now);
    return true;
  }

  /** The values whose pause is over, to go now. A key that had nothing to say in its pause is forgotten. */
  due(now: number): Value[] {
    const due: Value[] = [];
    for (const [key, { until, held }] of this.#pauses) {
      if (now < until) break;
      this.#pauses.delete(key);
      if (held === undefined) continue;
      due.push(held.value);
      this.#begin(key, now);
    }
    return due;
  }

  /** All that is held, whether it is due or not; nothing is remembered of it. */
  release(): Value[] {
    const held = [...this.#pauses.values()].flatMap((pause) =>
      pause.held === undefined ? [] : [pause.held.value],
    );
    this.#pauses.clear();
    return held;
  }

  #begin(key: string, now: number): void {
    this.#pauses.delete(key);
    this.#pauses.set(key, { until: now + THROTTLE_MS, held: undefined });
  }
}
