/** Returns `A7X3B2` for `ORD-A7X3B2`, as it is called out in a kitchen. */
export function shortCode(orderCode: string): string {
  return orderCode.replace(/^ORD-/, "");
}
