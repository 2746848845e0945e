/** `A7X3B2` of `ORD-A7X3B2`: what is called across a kitchen. */
export function shortCode(orderCode: string): string {
  return orderCode.replace(/^ORD-/, "");
}
