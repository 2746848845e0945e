import { isOfNotification, type Sightings } from "./sightings";

export interface Verdict {
  owed: number;
  got: number;
  /** Of `owed` and `got`. */
  notices_owed: number;
  notices_got: number;
  /** Excludes channels that got a `reset`. */
  missing: number;
  doubled: number;
  disordered: number;
  dropped: number;
  reconnects: number;
  resets: number;
}

export function judge(owed: readonly string[], seen: Sightings): Verdict {
  const got = owed.filter((key) => seen.handled.has(key));
  const absent = owed.filter((key) => !seen.handled.has(key));
  const again = owed.reduce((sum, key) => sum + Math.max(0, (seen.handled.get(key) ?? 0) - 1), 0);
  const wasReset = (key: string) => seen.resets.has(key.slice(0, key.indexOf(" ")));
  return {
    owed: owed.length,
    got: got.length,
    notices_owed: owed.filter(isOfNotification).length,
    notices_got: got.filter(isOfNotification).length,
    missing: absent.filter((key) => !wasReset(key)).length,
    doubled: seen.doubled + again,
    disordered: seen.disordered,
    dropped: seen.dropped,
    reconnects: Math.max(0, seen.connections - 1),
    resets: seen.resets.size,
  };
}

export function isClean(verdict: Verdict): boolean {
  return verdict.missing === 0 && verdict.doubled === 0 && verdict.disordered === 0;
}
