/** Returns whether the order would be empty without these lines. Then leaving them out cancels it, as `settle` does. */
export function leavesNothing(
  { total_qty }: { readonly total_qty: number },
  lines: readonly { readonly quantity: number }[],
): boolean {
  return lines.reduce((left, { quantity }) => left - quantity, total_qty) <= 0;
}
