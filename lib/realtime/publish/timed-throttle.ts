import "server-only";
import { Throttle } from "./throttle";

/** Uses one timer for all keys, and none while nothing is held. */
export class TimedThrottle<Value> {
  readonly #throttle = new Throttle<Value>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly deliver: (values: readonly Value[]) => void) {}

  /** When false, the value is delivered when the key's second ends, unless a newer one replaces it. */
  admits(key: string, value: Value): boolean {
    const isAdmitted = this.#throttle.admits(key, value, performance.now());
    this.#arm();
    return isAdmitted;
  }

  held(key: string): Value | undefined {
    return this.#throttle.held(key);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#deliver(this.#throttle.release());
  }

  #arm(): void {
    const { nextAt } = this.#throttle;
    if (this.#timer !== undefined || nextAt === undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#deliver(this.#throttle.due(performance.now()));
        // A timer may fire early.
        this.#arm();
      },
      Math.max(1, Math.ceil(nextAt - performance.now())),
    );
  }

  #deliver(values: readonly Value[]): void {
    if (values.length > 0) this.deliver(values);
  }
}
