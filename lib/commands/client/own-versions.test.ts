import fc from "fast-check";
import { expect, test } from "vitest";
import { type OwnVersions, versionToActOn, withOwnVersion } from "./own-versions";

/** Each step is one of this screen's presses or another person's change. The screen shows a version some time later. */
const steps = fc.array(
  fc.record({ isOwn: fc.boolean(), lag: fc.nat({ max: 3 }), harmless: fc.nat({ max: 1 }) }),
  { maxLength: 30 },
);

test("a press is sent on the newest version exactly when all that the screen does not show yet is its own", () => {
  fc.assert(
    fc.property(steps, (all) => {
      /** States who made each version; an acknowledgement that one of the own presses skipped counts as own. */
      const ledBy = new Map<number, "own" | "other">();
      let version = 1;
      let own: OwnVersions | undefined;
      for (const { isOwn, lag, harmless } of all) {
        if (!isOwn) {
          version += 1;
          ledBy.set(version, "other");
          continue;
        }
        const shown = Math.max(1, version - lag);
        const unseen = Array.from({ length: version - shown }, (_, n) => ledBy.get(shown + 1 + n));
        const isUpToDate = unseen.every((by) => by === "own");
        expect(versionToActOn(shown, own) === version).toBe(isUpToDate);
        if (!isUpToDate) continue;
        const to = version + 1 + harmless;
        for (let led = version + 1; led <= to; led += 1) ledBy.set(led, "own");
        own = withOwnVersion(shown, to, own);
        version = to;
      }
    }),
    { numRuns: 2_000 },
  );
});
