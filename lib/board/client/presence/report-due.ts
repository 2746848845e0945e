/** When a tab reports that it is there. `now` and all times: ms of a monotonic clock. Pure. */

/** Between two reports of a tab, at least. */
export const PAUSE_MS = 1_000;
/** Two of them fit into the time after which others forget the tab. */
export const WITH_COLLEAGUES_MS = 5_000;
/** Nobody waits for it: a page that comes asks. Also while nobody is signed in. */
export const ALONE_MS = 60_000;

const LEAST_MS = { taken: PAUSE_MS, no_answer: WITH_COLLEAGUES_MS, signed_out: ALONE_MS };

export interface ReportState {
  /** When the last report began; null: none yet. */
  readonly reportedAt: number | null;
  /** The last report does not say what there is to say now. */
  readonly isNews: boolean;
  /** A colleague who does not know this tab waits for a report until then; null: nobody does. */
  readonly answerAt: number | null;
  readonly hasColleagues: boolean;
  /** The outcome of the last report, so that the next one is in no hurry; null: it was taken. */
  readonly failed: "no_answer" | "signed_out" | null;
}

export function reportDueAt(
  { reportedAt, isNews, answerAt, hasColleagues, failed }: ReportState,
  now: number,
): number {
  if (reportedAt === null) return now;
  const regular = reportedAt + (hasColleagues || failed !== null ? WITH_COLLEAGUES_MS : ALONE_MS);
  const wanted = isNews ? now : Math.min(answerAt ?? regular, regular);
  return Math.max(wanted, reportedAt + LEAST_MS[failed ?? "taken"]);
}
