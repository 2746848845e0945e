/** The server takes as many orders with one report. */
const ORDERS_AT_MOST = 100;
/** Orders that come within this time share the next report. */
const PAUSE_MS = 3_000;
const LONGEST_PAUSE_MS = 60_000;

export interface RingReports {
  /** The ids of the orders that ring on this device now. */
  set: (ringing: readonly string[]) => void;
  stop: () => void;
}

/**
 * Reports each order that rings on this device once. `send` rejects when the server has not taken the report: it is sent
 * again, ever more rarely, while the order still rings.
 */
export function createRingReports(send: (orderIds: readonly string[]) => Promise<unknown>): RingReports {
  const reported = new Set<string>();
  const heard = new Set<string>();
  let ringing: readonly string[] = [];
  let isBusy = false;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function report(failedMs: number): Promise<void> {
    const due = [...heard].slice(0, ORDERS_AT_MOST);
    isBusy = due.length > 0 && !isStopped;
    if (!isBusy) return;
    const isTaken = await send(due).then(
      () => true,
      () => false,
    );
    for (const id of due)
      if (isTaken) {
        reported.add(id);
        heard.delete(id);
        // It was silenced meanwhile: a late report would give it a wrong time.
      } else if (!ringing.includes(id)) heard.delete(id);
    const pause = isTaken ? PAUSE_MS : Math.min(LONGEST_PAUSE_MS, Math.max(PAUSE_MS, 2 * failedMs));
    if (!isStopped) timer = setTimeout(() => void report(isTaken ? 0 : pause), pause);
  }

  return {
    set: (next) => {
      ringing = next;
      for (const id of next) if (!reported.has(id)) heard.add(id);
      if (!isBusy) void report(0);
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
