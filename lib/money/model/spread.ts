/**
 * Spreads `amount` by `weights` with the method of the largest remainder: each part is its exact share rounded down or up, and
 * the parts sum to `amount`. Of equal remainders, the first get the rest. All are non-negative integers; with weights of 0
 * alone, the first part gets everything. Throws a RangeError when there is no weight.
 */
export function spread(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 0) throw new RangeError("There is nothing to spread an amount over");
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map((_, index) => (index === 0 ? amount : 0));
  // Products of two amounts exceed what a number holds exactly.
  const shares = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return { index, part: Number(product / BigInt(total)), rest: Number(product % BigInt(total)) };
  });
  const left = amount - shares.reduce((sum, { part }) => sum + part, 0);
  const first = shares
    .toSorted((one, other) => other.rest - one.rest || one.index - other.index)
    .slice(0, left)
    .map(({ index }) => index);
  return shares.map(({ index, part }) => part + (first.includes(index) ? 1 : 0));
}
