import * as fc from "fast-check";

/** Asserts a synchronous property, for which `fc.assert` never returns a promise. */
export function holds<Ts>(property: fc.IProperty<Ts>, parameters?: fc.Parameters<Ts>): void {
  const assert: (property: fc.IProperty<Ts>, parameters?: fc.Parameters<Ts>) => void = fc.assert;
  assert(property, parameters);
}
