import * as fc from "fast-check";

/** Asserts a synchronous property, for which `fc.assert` never returns a promise. `runs`: how often it is tried. */
export function holds<Ts>(property: fc.IProperty<Ts>, runs?: number): void {
  const assert: (property: fc.IProperty<Ts>, parameters: { numRuns?: number }) => void = fc.assert;
  assert(property, runs === undefined ? {} : { numRuns: runs });
}
