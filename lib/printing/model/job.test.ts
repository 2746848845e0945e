import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ATTEMPTS_AT_MOST,
  confirmed,
  fetched,
  OFFER_MS,
  OLDEST_MS,
  PRINT_MS,
  planPoll,
  type QueuedJob,
} from "./job";
import { conditionOf, faultOf, newsOf } from "./poll";
import type { Condition } from "./schema";

const START = Date.parse("2026-05-04T18:00:00.000Z");
const READY = { condition: "ready", isPrinting: false } as const;

const waiting = (id: string, over: Partial<QueuedJob> = {}): QueuedJob => ({
  id,
  state: "waiting",
  fault: null,
  created_at: START,
  claim_until: null,
  fetched_at: null,
  attempts: 0,
  ended_at: null,
  ...over,
});

/** A printer's queue, as the server keeps it. */
class Queue {
  now = START;
  readonly jobs = new Map<string, QueuedJob>();
  /** How often the paper of a job came out and was confirmed. */
  readonly papers = new Map<string, number>();

  constructor(ids: readonly string[]) {
    for (const id of ids) this.jobs.set(id, waiting(id));
  }
  get open() {
    return [...this.jobs.values()].filter(({ state }) => state === "waiting" || state === "claimed");
  }
  poll(condition: Condition = "ready", isPrinting = false): string | null {
    const plan = planPoll({ condition, isPrinting }, this.open, this.now);
    for (const job of plan.changed) this.jobs.set(job.id, job);
    return plan.offered?.id ?? null;
  }
  fetch(id: string): boolean {
    const job = this.jobs.get(id);
    const after = job === undefined ? null : fetched(job, this.now);
    if (after !== null) this.jobs.set(id, after);
    return after !== null;
  }
  confirm(id: string, code: string): void {
    const job = this.jobs.get(id);
    if (job === undefined) return;
    const fault = faultOf(code);
    if (fault === null) this.papers.set(id, (this.papers.get(id) ?? 0) + 1);
    const after = confirmed(job, fault, this.now);
    if (after !== null) this.jobs.set(id, after);
  }
}

describe("a poll", () => {
  test("is offered the oldest job, and nothing more until that one is confirmed", () => {
    const queue = new Queue(["a", "b"]);
    expect(queue.poll()).toBe("a");
    expect(queue.poll()).toBeNull();
    expect(queue.fetch("a")).toBe(true);
    expect(queue.poll()).toBeNull();
    queue.confirm("a", "200 OK");
    expect(queue.poll()).toBe("b");
  });

  test("is offered a job again when nobody fetched or confirmed it in time", () => {
    const queue = new Queue(["a"]);
    expect(queue.poll()).toBe("a");
    queue.now += OFFER_MS;
    expect(queue.poll()).toBe("a");
    queue.fetch("a");
    queue.now += PRINT_MS - 1;
    expect(queue.poll()).toBeNull();
    queue.now += 1;
    expect(queue.poll()).toBe("a");
  });

  test("of a printer that is still printing keeps the claim", () => {
    const queue = new Queue(["a"]);
    queue.poll();
    queue.fetch("a");
    queue.now += PRINT_MS + 1_000;
    expect(queue.poll("ready", true)).toBeNull();
    queue.now += PRINT_MS - 1;
    expect(queue.poll()).toBeNull();
  });

  test("of a printer with a fault is offered nothing, and its job is offered when it can print again", () => {
    const queue = new Queue(["a"]);
    queue.poll();
    queue.fetch("a");
    expect(queue.poll("no_paper")).toBeNull();
    expect(queue.jobs.get("a")).toMatchObject({ state: "waiting", attempts: 1 });
    expect(queue.poll("paper_low")).toBe("a");
    queue.fetch("a");
    expect(queue.jobs.get("a")).toMatchObject({ attempts: 2 });
  });

  test("of a printer that fetches and then reports a fault, again and again, ends the job", () => {
    const queue = new Queue(["a"]);
    for (let attempt = 1; attempt <= ATTEMPTS_AT_MOST; attempt += 1) {
      expect(queue.poll()).toBe("a");
      queue.fetch("a");
      queue.poll("cover_open");
    }
    expect(queue.poll()).toBeNull();
    expect(queue.jobs.get("a")).toMatchObject({ state: "failed", fault: "not_confirmed" });
  });

  test("fails a job that was fetched three times and never confirmed, and one that is hours old", () => {
    const queue = new Queue(["a"]);
    for (let attempt = 1; attempt <= ATTEMPTS_AT_MOST; attempt += 1) {
      expect(queue.poll()).toBe("a");
      queue.fetch("a");
      queue.now += PRINT_MS;
    }
    expect(queue.poll()).toBeNull();
    expect(queue.jobs.get("a")).toMatchObject({ state: "failed", fault: "not_confirmed" });
    const plan = planPoll(
      READY,
      [waiting("old"), waiting("new", { created_at: START + OLDEST_MS })],
      START + OLDEST_MS + 1,
    );
    expect(plan.changed).toMatchObject([
      { id: "old", state: "failed", fault: "too_old" },
      { id: "new", state: "claimed" },
    ]);
    expect(plan.offered?.id).toBe("new");
  });
});

describe("a confirmation", () => {
  test("is final: whatever comes after it, the job stays printed", () => {
    const printed = confirmed(waiting("a", { state: "claimed" }), null, START);
    expect(printed).toMatchObject({ state: "printed", ended_at: START });
    for (const fault of [null, "no_paper"] as const)
      expect(printed && confirmed(printed, fault, START)).toBeNull();
  });

  test("counts when it comes late, also for a job that has been given up", () => {
    for (const state of ["waiting", "failed"] as const)
      expect(confirmed(waiting("a", { state }), null, START)).toMatchObject({
        state: "printed",
        fault: null,
      });
    expect(confirmed(waiting("a"), "error", START)).toBeNull();
  });

  test.each(["520 Timeout", "410 Out of paper", "420 Cover open"])(
    "with the code %j lets the job wait for another attempt, three times at most",
    (code) => {
      const queue = new Queue(["a"]);
      for (let attempt = 1; attempt < ATTEMPTS_AT_MOST; attempt += 1) {
        expect(queue.poll()).toBe("a");
        queue.fetch("a");
        queue.confirm("a", code);
        expect(queue.jobs.get("a")).toMatchObject({ state: "waiting", attempts: attempt, fault: null });
      }
      queue.poll();
      queue.fetch("a");
      queue.confirm("a", code);
      expect(queue.jobs.get("a")).toMatchObject({ state: "failed", fault: faultOf(code) });
    },
  );

  test.each(["511 Media decoding error", "521"])(
    "with the code %j fails the job, because another attempt would end in the same way",
    (code) => {
      const queue = new Queue(["a"]);
      queue.poll();
      queue.fetch("a");
      queue.confirm("a", code);
      expect(queue.jobs.get("a")).toMatchObject({ state: "failed", attempts: 1 });
    },
  );

  test.each([
    ["200 OK", null],
    ["OK", null],
    ["211 Paper low", null],
    ["410", "no_paper"],
    ["420 Cover open", "cover_open"],
    ["511 Media decoding error", "not_understood"],
    ["521", "too_large"],
    ["520", "error"],
    ["", "error"],
    [null, "error"],
    ["2000", null],
  ])("with the code %j means %j", (code, fault) => expect(faultOf(code)).toBe(fault));

  test.each([
    [undefined, "ready"],
    ["200 OK", "ready"],
    ["210 Paper low", "paper_low"],
    ["410 Out of paper", "no_paper"],
    ["420", "cover_open"],
    ["411 Paper jam", "error"],
    ["nonsense", "error"],
  ])("of the status %j says %j", (status, condition) => expect(conditionOf(status)).toBe(condition));
});

describe("a condition", () => {
  test.each([
    ["a first one", null, "ready", 0, "alarm"],
    ["a fault", "ready", "cover_open", 0, "alarm"],
    ["a recovery long after the last one", "cover_open", "ready", 30_000, "tell"],
    ["a recovery soon after the last one", "cover_open", "ready", 29_999, "keep"],
    ["another fault soon after", "cover_open", "no_paper", 1_000, "keep"],
    ["paper that runs low soon after", "ready", "paper_low", 1_000, "keep"],
    ["the same", "ready", "ready", 90_000, "keep"],
  ] as const)("%s: from %j to %j, %i ms after a change was told: %s", (_, before, after, ago, news) =>
    expect(newsOf(before, after, ago)).toBe(news),
  );
});

const anyStep = fc.record({
  act: fc.constantFrom("poll", "fault", "printing", "fetch", "print", "refuse", "interrupt"),
  job: fc.constantFrom("a", "b", "c"),
  wait: fc.constantFrom(0, 1_000, OFFER_MS, PRINT_MS, OLDEST_MS / 2),
});

test("whatever a printer does, one job is claimed at most, a confirmed one is never offered, and all end", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
      const queue = new Queue(["a", "b", "c"]);
      for (const { act, job, wait } of steps) {
        queue.now += wait;
        if (act === "poll" || act === "fault" || act === "printing") {
          const offered = queue.poll(act === "fault" ? "cover_open" : "ready", act === "printing");
          if (offered !== null) expect(queue.papers.has(offered)).toBe(false);
        }
        if (act === "fetch") expect(queue.fetch(job) && queue.papers.has(job)).toBe(false);
        if (act === "print") queue.confirm(job, "200 OK");
        if (act === "refuse") queue.confirm(job, "511");
        if (act === "interrupt") queue.confirm(job, "520");
        expect(queue.open.filter(({ state }) => state === "claimed").length).toBeLessThanOrEqual(1);
        for (const { attempts } of queue.jobs.values()) {
          expect(attempts).toBeGreaterThanOrEqual(0);
          expect(attempts).toBeLessThanOrEqual(ATTEMPTS_AT_MOST);
        }
      }
      queue.now += OLDEST_MS + PRINT_MS;
      for (let left = 0; left <= 3; left += 1) queue.poll();
      expect(queue.open).toEqual([]);
    }),
  );
});
