import { PAUSE_MS, type ReportState, reportDueAt } from "./report-due";

export interface Report {
  readonly seq: number;
  readonly is_here: boolean;
  readonly order_id: string | null;
  readonly asks: boolean;
}

interface Options {
  /** Resolves with `refused` when the server will have no more reports of this page. When it rejects, no answer came. */
  report: (report: Report) => Promise<"taken" | "refused" | "signed_out">;
  /** The page may be closed at once: nothing waits for the answer. */
  reportLeaving: (report: Report) => void;
  random?: () => number;
}

export interface PresenceReporter {
  /** The order that the person looks at; null: none. */
  look: (orderId: string | null) => void;
  /** Makes everybody else report: the page may have missed them. */
  ask: () => void;
  /** A colleague does not know this tab yet. */
  answer: () => void;
  setHasColleagues: (hasColleagues: boolean) => void;
  come: () => void;
  leave: () => void;
}

const now = () => performance.now();

/** Reports that this tab has the board open. One request at a time, at most one a second; what fails is said with the next one. */
export function createPresenceReporter({
  report,
  reportLeaving,
  random = Math.random,
}: Options): PresenceReporter {
  let orderId: string | null = null;
  let isHere = false;
  let isRefused = false;
  let isSending = false;
  let hasColleagues = false;
  let failed: ReportState["failed"] = null;
  /** Whether others have been told that this tab is here. */
  let isTold = false;
  let asks = true;
  let isNews = false;
  let answerAt: number | null = null;
  let reportedAt: number | null = null;
  let seq = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function plan() {
    clearTimeout(timer);
    if (!isHere || isRefused || isSending) return;
    const at = now();
    const dueAt = reportDueAt({ reportedAt, isNews: isNews || asks, answerAt, hasColleagues, failed }, at);
    timer = setTimeout(() => void send(), dueAt - at);
  }

  async function send() {
    const asked = asks;
    isSending = true;
    isNews = false;
    asks = false;
    answerAt = null;
    reportedAt = now();
    isTold = true;
    seq += 1;
    const answer = await report({ seq, is_here: true, order_id: orderId, asks: asked }).catch(
      () => "no_answer" as const,
    );
    isSending = false;
    isRefused = answer === "refused";
    failed = answer === "no_answer" || answer === "signed_out" ? answer : null;
    asks ||= failed !== null && asked;
    plan();
  }

  return {
    look: (next) => {
      if (next === orderId) return;
      orderId = next;
      isNews = true;
      plan();
    },
    ask: () => {
      asks = true;
      plan();
    },
    answer: () => {
      // A page that comes is answered by all others: not in the same moment.
      answerAt ??= now() + random() * PAUSE_MS;
      plan();
    },
    setHasColleagues: (next) => {
      hasColleagues = next;
      plan();
    },
    come: () => {
      if (isHere) return;
      isHere = true;
      // Somebody may have signed in on another tab.
      failed = null;
      isNews = true;
      asks = true;
      plan();
    },
    leave: () => {
      clearTimeout(timer);
      isHere = false;
      if (!isTold || isRefused) return;
      isTold = false;
      seq += 1;
      reportLeaving({ seq, is_here: false, order_id: null, asks: false });
    },
  };
}
