/**
 * An assignment of rows to columns at the least total cost (Hungarian method). It stays the best one while rows change: a change
 * is repaired along the shortest chain of displacements. There are as many rows as columns.
 */
export interface Matching {
  /** The column of each row. */
  readonly columnOf: Int32Array;
  /** The costs of a row that needs no column. All rows begin with them. */
  readonly zeros: Float64Array;
  /** Returns the least by which the total can rise when a row gets other costs. */
  boundOf(row: number, costs: Float64Array): number;
  /** Gives a row other costs, one for each column. They must not be changed afterwards. */
  replace(row: number, costs: Float64Array): void;
  /** Remembers the present state for `restore`. */
  keep(): void;
  restore(): void;
}

export function emptyMatching(size: number): Matching {
  const zeros = new Float64Array(size);
  const costs: Float64Array[] = Array.from({ length: size }, () => zeros);
  const columnOf = Int32Array.from({ length: size }, (_, n) => n);
  const rowOf = columnOf.slice();
  // Potentials: a cost less both of them is never negative, and it is 0 where a row has the column.
  const [byRow, byColumn] = [new Float64Array(size), new Float64Array(size)];
  const state = [columnOf, rowOf, byRow, byColumn];
  const kept = state.map((values) => values.slice());
  let replaced: { row: number; costs: Float64Array }[] = [];

  const distance = new Float64Array(size);
  const cameFrom = new Int32Array(size);
  const isReached = new Uint8Array(size);

  function leastOf(own: Float64Array): number {
    let least = Number.POSITIVE_INFINITY;
    for (let column = 0; column < size; column += 1)
      least = Math.min(least, (own[column] ?? 0) - (byColumn[column] ?? 0));
    return least;
  }

  /** Shortens the ways to all columns by those through a row, and returns the nearest column not reached yet. */
  function lookFrom(row: number, reached: number, free: number): number {
    const own = costs[row] ?? zeros;
    const base = reached - (byRow[row] ?? 0);
    let [nearest, least] = [free, Number.POSITIVE_INFINITY];
    for (let column = 0; column < size; column += 1) {
      if (isReached[column] === 1) continue;
      const through = base + (own[column] ?? 0) - (byColumn[column] ?? 0);
      let at = distance[column] ?? 0;
      if (through < at) {
        at = through;
        distance[column] = at;
        cameFrom[column] = row;
      }
      if (at < least || (at === least && column === free)) [nearest, least] = [column, at];
    }
    return nearest;
  }

  /** Rows of zeros all have the same potential: when one is reached, no other one is worth a look. */
  function reachZeros(reached: number, free: number): void {
    for (let column = 0; column < size; column += 1)
      if (column !== free && isReached[column] === 0 && costs[rowOf[column] ?? 0] === zeros) {
        isReached[column] = 1;
        distance[column] = reached;
      }
  }

  /** Moves each row of the chain that ends at the free column to the next column of the chain. */
  function displace(start: number, free: number): void {
    let [column, row] = [free, -1];
    while (row !== start) {
      row = cameFrom[column] ?? start;
      const before = columnOf[row] ?? free;
      rowOf[column] = row;
      columnOf[row] = column;
      column = before;
    }
  }

  /** Finds the shortest chain from a row whose column is free to that column, and carries it out. */
  function repair(start: number, free: number): void {
    distance.fill(Number.POSITIVE_INFINITY);
    isReached.fill(0);
    let [reached, nearest] = [0, lookFrom(start, 0, free)];
    for (; nearest !== free; nearest = lookFrom(rowOf[nearest] ?? start, reached, free)) {
      reached = distance[nearest] ?? 0;
      isReached[nearest] = 1;
      if (costs[rowOf[nearest] ?? start] === zeros) reachZeros(reached, free);
    }
    reached = distance[free] ?? 0;
    byRow[start] = (byRow[start] ?? 0) + reached;
    for (let column = 0; column < size; column += 1) {
      if (isReached[column] === 0) continue;
      const row = rowOf[column] ?? start;
      const by = reached - (distance[column] ?? 0);
      byColumn[column] = (byColumn[column] ?? 0) - by;
      byRow[row] = (byRow[row] ?? 0) + by;
    }
    displace(start, free);
  }

  return {
    columnOf,
    zeros,
    boundOf: (row, next) => leastOf(next) - (byRow[row] ?? 0),
    replace: (row, next) => {
      replaced.push({ row, costs: costs[row] ?? zeros });
      costs[row] = next;
      byRow[row] = leastOf(next);
      repair(row, columnOf[row] ?? row);
    },
    keep: () => {
      replaced = [];
      for (const [n, values] of state.entries()) kept[n]?.set(values);
    },
    restore: () => {
      for (const { row, costs: before } of replaced.toReversed()) costs[row] = before;
      replaced = [];
      for (const [n, values] of state.entries()) values.set(kept[n] ?? values);
    },
  };
}
