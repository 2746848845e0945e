/**
 * The accounting of one reader on one channel: what the log owed it, and what it got. Pure.
 *
 * The reader keeps the documented rule: it hands an event to its handler when the offset is above the last one, and drops
 * it otherwise. What came over the wire is kept as it came, so the rule hides nothing.
 */

export interface LogRow {
  readonly offset: number;
  /** Of what the event says; equal digests mean equal events. */
  readonly digest: number;
  /** When it was committed, in milliseconds. */
  readonly at: number;
  /** False for what nobody was promised: an emission that was answered with an error. */
  readonly isOwed: boolean;
}

export type Entry =
  | { kind: "event"; offset: number; digest: number; at: number; line: number }
  /** The stream said: from here on; what lies before is to be read afresh. */
  | { kind: "reset"; offset: number; line: number };

export interface Verdict {
  owed: number;
  received: number;
  lost: number;
  /** Handed over twice: twice on one connection, or where `dropsSeen` is off, twice at all. */
  doubled: number;
  /** Came when a later one was there already. */
  inverted: number;
  /** Says something else than the log. */
  altered: number;
  resets: number;
  /** Passed over because a reset said so; these are not owed. */
  reset_skipped: number;
  /** Came again on another connection, and was dropped by its offset. */
  wire_repeats: number;
  longest_silence_ms: number;
  /** When the event was committed that took longest. */
  longest_silence_at: number;
}

export function emptyVerdict(): Verdict {
  return {
    owed: 0,
    received: 0,
    lost: 0,
    doubled: 0,
    inverted: 0,
    altered: 0,
    resets: 0,
    reset_skipped: 0,
    wire_repeats: 0,
    longest_silence_ms: 0,
    longest_silence_at: 0,
  };
}

function noteSilence(verdict: Verdict, ms: number, at: number): void {
  if (ms <= verdict.longest_silence_ms) return;
  verdict.longest_silence_ms = ms;
  verdict.longest_silence_at = at;
}

export function addVerdicts(verdicts: Iterable<Verdict>): Verdict {
  const sum = emptyVerdict();
  for (const one of verdicts) {
    sum.owed += one.owed;
    sum.received += one.received;
    sum.lost += one.lost;
    sum.doubled += one.doubled;
    sum.inverted += one.inverted;
    sum.altered += one.altered;
    sum.resets += one.resets;
    sum.reset_skipped += one.reset_skipped;
    sum.wire_repeats += one.wire_repeats;
    noteSilence(sum, one.longest_silence_ms, one.longest_silence_at);
  }
  return sum;
}

/**
 * @param from the offset at which the reader began: it is owed what comes after
 * @param log everything after `from`
 * @param dropsSeen false for a reader that hands over whatever comes
 */
export function judge(
  from: number,
  log: readonly LogRow[],
  entries: readonly Entry[],
  { dropsSeen = true }: { dropsSeen?: boolean } = {},
): Verdict {
  const verdict = emptyVerdict();
  const rows = new Map(log.map((row) => [row.offset, row]));
  const seen = new Set<number>();
  const skipped = new Set<number>();
  let position = from;
  let line = -1;
  let ofThisLine = new Set<number>();

  const reset = (offset: number) => {
    verdict.resets += 1;
    for (let passed = position + 1; passed <= offset; passed += 1) if (!seen.has(passed)) skipped.add(passed);
    // Backwards: what follows may come again.
    for (let again = offset + 1; again <= position; again += 1) seen.delete(again);
    position = offset;
    ofThisLine = new Set();
  };

  for (const entry of entries) {
    if (entry.line !== line) {
      line = entry.line;
      ofThisLine = new Set();
    }
    const { offset } = entry;
    if (entry.kind === "reset") {
      reset(offset);
      continue;
    }
    // From before the reader's beginning: nobody counts it.
    if (offset <= from) {
      verdict.wire_repeats += 1;
      continue;
    }
    const row = rows.get(offset);
    if (row === undefined || row.digest !== entry.digest) verdict.altered += 1;
    if (ofThisLine.has(offset) || (seen.has(offset) && !dropsSeen)) verdict.doubled += 1;
    else if (seen.has(offset)) verdict.wire_repeats += 1;
    else if (offset < position && !skipped.has(offset)) verdict.inverted += 1;
    ofThisLine.add(offset);
    seen.add(offset);
    if (offset <= position) continue;
    position = offset;
    if (row !== undefined) noteSilence(verdict, entry.at - row.at, row.at);
  }

  for (const { offset, isOwed } of log) {
    if (!isOwed || offset <= from) continue;
    if (seen.has(offset)) verdict.received += 1;
    else if (skipped.has(offset)) verdict.reset_skipped += 1;
    else verdict.lost += 1;
  }
  verdict.owed = verdict.received + verdict.lost;
  return verdict;
}
