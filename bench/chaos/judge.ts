/**
 * Follows the documented rule: a reader handles an event when its offset is above the last one, and drops it otherwise. All
 * received events are recorded, so the rule hides nothing.
 */

export interface LogRow {
  readonly offset: number;
  readonly digest: number;
  readonly at: number;
  /** False for an emission that failed with an error. */
  readonly isOwed: boolean;
}

export type Entry =
  | { kind: "event"; offset: number; digest: number; at: number; line: number }
  /** Earlier events must be read again from the data. */
  | { kind: "reset"; offset: number; line: number };

export interface Verdict {
  owed: number;
  received: number;
  lost: number;
  /** Handled twice: on one connection, or, without `dropsSeen`, on any. */
  doubled: number;
  inverted: number;
  altered: number;
  resets: number;
  /** Skipped by a reset, and therefore not owed. */
  reset_skipped: number;
  /** Received again on another connection and dropped by offset. */
  wire_repeats: number;
  longest_silence_ms: number;
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

/** `log` holds everything after the offset `from`; `dropsSeen` is false for a reader that handles every event. */
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
    // A reset to an earlier offset may repeat later events.
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
