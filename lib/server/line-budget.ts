/** A key beyond this number shares one budget with all others. */
const KEYS = 10_000;
const OTHERS = "others -";

/** Admits a number of lines for each key in a window. Reports how many more there were when the window ends. */
export class LineBudget {
  readonly #taken = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly lines: number,
    private readonly windowMs: number,
    private readonly report: (key: string, suppressed: number) => void,
  ) {}

  take(key: string): boolean {
    const counted = this.#taken.has(key) || this.#taken.size < KEYS ? key : OTHERS;
    const taken = (this.#taken.get(counted) ?? 0) + 1;
    this.#taken.set(counted, taken);
    this.#timer ??= setTimeout(() => this.#end(), this.windowMs).unref();
    return taken <= this.lines;
  }

  #end(): void {
    this.#timer = undefined;
    const taken = [...this.#taken];
    this.#taken.clear();
    for (const [key, count] of taken) if (count > this.lines) this.report(key, count - this.lines);
  }
}
