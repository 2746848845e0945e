/** Bounds what a process does at one time. */

/** Lets `atOnce` in at a time, and `ofOnePerson` of the same person. */
export class UploadGate {
  readonly #inside = new Map<string, number>();
  #count = 0;

  constructor(
    readonly atOnce: number,
    readonly ofOnePerson: number,
  ) {}

  /** Returns the function to call at the end; null when it is full. */
  enter(person: string): (() => void) | null {
    const own = this.#inside.get(person) ?? 0;
    if (this.#count >= this.atOnce || own >= this.ofOnePerson) return null;
    this.#add(person, 1);
    let isInside = true;
    return () => {
      if (isInside) this.#add(person, -1);
      isInside = false;
    };
  }

  #add(person: string, by: 1 | -1): void {
    const own = (this.#inside.get(person) ?? 0) + by;
    if (own === 0) this.#inside.delete(person);
    else this.#inside.set(person, own);
    this.#count += by;
  }
}

/** Returns a function that runs works in the order of its calls, at most `atOnce` at a time. */
export function takingTurns(atOnce: number): <Outcome>(work: () => Promise<Outcome>) => Promise<Outcome> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running += 1;
    // Whoever ends hands its turn over.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
