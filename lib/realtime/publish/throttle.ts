/** Limits each key to one value a second; the last value is always delivered. `now`: ms of a monotonic clock. Pure. */

export const THROTTLE_MS = 1_000;

interface Pause<Value> {
  readonly until: number;
  held: { readonly value: Value } | undefined;
}

export class Throttle<Value> {
  /** All pauses have the same length and are appended, so the first one ends next. */
  readonly #pauses = new Map<string, Pause<Value>>();

  get size(): number {
    return this.#pauses.size;
  }

  get nextAt(): number | undefined {
    for (const { until } of this.#pauses.values()) return until;
    return undefined;
  }

  held(key: string): Value | undefined {
    return this.#pauses.get(key)?.held?.value;
  }

  /** When false, the value replaces the held one, and `due` returns it. */
  admits(key: string, value: Value, now: number): boolean {
    const pause = this.#pauses.get(key);
    if (pause !== undefined && (pause.held !== undefined || now < pause.until)) {
      pause.held = { value };
      return false;
    }
    this.#begin(key, now);
    return true;
  }

  /** Returns the held values whose pause has ended. A key without one is forgotten. */
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
