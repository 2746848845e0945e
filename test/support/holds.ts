import * as fc from "fast-check";

/** Asserts a synchronous property. `fc.assert` may return a promise by its type; this one never does. */
export function holds<Ts>(property: fc.IProperty<Ts>): void {
  const assert: (property: fc.IProperty<Ts>) => void = fc.assert;
  assert(property);
}
