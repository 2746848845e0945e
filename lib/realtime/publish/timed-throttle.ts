import "server-only";
import { Throttle } from "./throttle";

/** A throttle with a clock: one timer for all keys, and none while nothing happens. */
export class TimedThrottle<Value> {
  readonly #throttle = new Throttle<Value>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly deliver: (values: readonly Value[]) => void) {}

  /** Whether this value may go now. If not, it is delivered when its second is over, unless a newer takes its place. */
  admits(key: string, value: Value): boolean {
    const isAdmitted = this.#throttle.admits(key, value, performance.now());
    this.#arm();
    return isAdmitted;
  }

  held(key: string): Value | undefined {
    return this.#throttle.held(key);
  }

  /** What is held goes now, as when the process ends. */
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
        // A timer may come a little early: what is not yet due gets another.
        this.#arm();
      },
      Math.max(1, Math.ceil(nextAt - performance.now())),
    );
  }

  #deliver(values: readonly Value[]): void {
    if (values.length > 0) this.deliver(values);
  }
}
