/** The code without its prefix, as it is called out in a kitchen: `A7X3B2` for `ORD-A7X3B2`. */
export function shortCode(orderCode: string): string {
  return orderCode.replace(/^ORD-/, "");
}
