import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/*
 * `accept_by` and `answer_by` are stored as they were set, and stand still during maintenance (decision 186): whoever tells one,
 * counts to it or acts on it moves it first.
 */

const DEADLINES = /\b(?:accept_by|answer_by|acceptBy|answerBy)\b/;
const MOVED =
  /\b(?:acceptEnd|answerEnd|movedBy|movedDeadline|runningTime|stoodStill|stoodStillSince|useAnswerEnd|useRefetchAt|windowsSince)\b/;

/** Files that name a deadline as it is stored, with the reason. */
const AS_STORED: Readonly<Record<string, string>> = {
  "lib/board/model/columns.ts": "sorts",
  "lib/board/model/waiting-stores.ts": "sorts",
  "lib/board/model/deadlines.ts":
    "its callers give a clock that stood still: order-ticket.tsx, waiting-stores.tsx, waiting-alarm.ts",
  "lib/orders/model/changing-fields.ts": "the schema",
  "lib/orders/model/unavailable/schema.ts": "the schema",
  "lib/orders/model/unavailable/line-changes.ts": "compares two stored ones",
  "lib/orders/model/unavailable/question-end.ts": "whether there is a question",
  "lib/orders/model/unavailable/settle.ts": "finds the earliest one to store",
  "lib/orders/model/actions/define-action.ts": "the type",
  "lib/orders/model/actions/rules.ts": "whether there is a question",
  "lib/orders/model/actions/hand-over.ts": "whether there is a question",
  "lib/orders/model/actions/pick-up.ts": "whether there is a question",
  "lib/orders/model/actions/cancelling.ts": "ends the question",
  "lib/orders/model/actions/mark-available.ts": "stores the earliest one",
  "lib/orders/model/actions/mark-unavailable.ts": "stores it",
  "lib/orders/server/draft.ts": "stores it",
  "lib/db/schema/orders.ts": "the column",
  "lib/demo/past-orders.ts": "stores it",
  "lib/figures/server/counted-orders.ts": "figures leave new orders out of the late ones",
  "lib/figures/server/queries.ts": "asks the sweep, which moves it",
  "lib/notifications/model/reminders.ts": "its callers move what it returns",
  "lib/notifications/server/react-to-waiting-orders.ts": "plans a job, which moves it when it runs",
  "components/orders/order-tracking.tsx": "hands it to the question, which moves it",
};

const found = globSync("{app,components,hooks,lib}/**/*.{ts,tsx}").flatMap((file) => {
  if (/\.test\.tsx?$/.test(file)) return [];
  const text = readFileSync(file, "utf8");
  return DEADLINES.test(text) && !MOVED.test(text) ? [file] : [];
});

test("a deadline of an order is moved by maintenance wherever it is told, counted to or acted on", () => {
  expect(found.sort()).toEqual(Object.keys(AS_STORED).sort());
});
