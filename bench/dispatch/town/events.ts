/** Events in the order of their time; those of one moment in the order in which they were added. */
export class Events<Event> {
  private readonly heap: { at: number; n: number; event: Event }[] = [];
  private added = 0;

  add(at: number, event: Event): void {
    const { heap } = this;
    let child = heap.push({ at, n: this.added++, event }) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.isBefore(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  /** Removes and returns the first one. */
  next(): { at: number; event: Event } | undefined {
    const { heap } = this;
    this.swap(0, heap.length - 1);
    const first = heap.pop();
    for (let parent = 0; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      let least = this.isBefore(left, parent) ? left : parent;
      if (this.isBefore(right, least)) least = right;
      if (least === parent) return first;
      this.swap(least, parent);
      parent = least;
    }
  }

  private isBefore(one: number, other: number): boolean {
    const [a, b] = [this.heap[one], this.heap[other]];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.n < b.n));
  }

  private swap(one: number, other: number): void {
    const [a, b] = [this.heap[one], this.heap[other]];
    if (a === undefined || b === undefined) return;
    this.heap[one] = b;
    this.heap[other] = a;
  }
}
