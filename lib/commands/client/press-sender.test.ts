import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Press, Pressed, PressQueue } from "@/lib/board/client/press";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { KEPT_AT_MOST, MEANT_FOR_MS, mustAsk, waitingBySubject } from "./press-queue";
import { type Answer, createPressSender } from "./press-sender";

const FAULTS = ["none", "lost request", "lost answer", "arrives twice", "arrives late"] as const;
type Fault = (typeof FAULTS)[number];

const NAMES = ["accept", "ready", "delay", "deliver"] as const;
type Name = (typeof NAMES)[number];

function actionOf(name: Name): OrderAction {
  return name === "delay" ? { name, minutes: 10, note: "" } : { name };
}

/** Answers as the command does: a key is carried out once, and a press on another version is a conflict. */
function server() {
  const versions = new Map<string, number>();
  const keys = new Map<string, number>();
  const effects: { orderId: string; key: string }[] = [];
  const versionOf = (orderId: string) => versions.get(orderId) ?? 1;
  let keysMade = 0;
  return {
    effects,
    versionOf,
    newKey: () => `key-${++keysMade}`,
    changeBySomebody: (orderId: string) => versions.set(orderId, versionOf(orderId) + 1),
    receive({ subject: orderId, key, version }: Press): Answer {
      const before = keys.get(key);
      if (before !== undefined) return { ledTo: before };
      if (versionOf(orderId) !== version) return "refused";
      versions.set(orderId, version + 1);
      keys.set(key, version + 1);
      effects.push({ orderId, key });
      return { ledTo: version + 1 };
    },
  };
}

function screen({
  now = () => 0,
  real = server(),
}: {
  now?: () => number;
  real?: ReturnType<typeof server>;
} = {}) {
  const faults: Fault[] = [];
  const late: Press[] = [];
  const answers = new Map<string, Answer>();
  const done = new Set<string>();
  let queue: PressQueue = [];
  const sender = createPressSender<Pressed>({
    now,
    onChange: (next) => {
      queue = next;
    },
    send: async (press) => {
      await Promise.resolve();
      const fault = faults.shift() ?? "none";
      if (fault === "lost request") throw new Error("offline");
      if (fault === "arrives late") {
        late.push(press);
        return "unanswered";
      }
      if (fault === "arrives twice") real.receive(press);
      const answer = real.receive(press);
      if (fault === "lost answer") throw new Error("offline");
      answers.set(press.key, answer);
      if (answer !== "refused") done.add(`${press.subject} ${press.action.name}`);
      return answer;
    },
  });
  return {
    ...real,
    sender,
    faults,
    late,
    answers,
    done,
    queue: () => queue,
    press(orderId: string, pressed: Name | OrderAction, shown: number, pressedAt = now()) {
      const key = real.newKey();
      const action = typeof pressed === "string" ? actionOf(pressed) : pressed;
      return {
        key,
        isDone: sender.press({ key, subject: orderId, orderCode: orderId, action, shown, pressedAt }),
      };
    },
  };
}

/** Whether an action of this name took effect on the order. */
const doneBefore = ({ done }: ReturnType<typeof screen>, orderId: string, name: string) =>
  done.has(`${orderId} ${name}`);

const order = fc.constantFrom("a", "b", "c");
const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("press" as const),
        order,
        name: fc.constantFrom(...NAMES),
        lag: fc.nat({ max: 1 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("somebody" as const), order }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("send" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("late" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("discard" as const), nth: fc.nat({ max: 3 }) }) },
  ),
  { maxLength: 25 },
);
const faults = fc.array(fc.constantFrom(...FAULTS), { maxLength: 30 });

/** Waits until the attempts under way have ended: nothing here takes longer than a few ticks. */
const attemptsEnd = () => new Promise((resume) => setImmediate(resume));

describe("under lost requests, lost answers and requests that arrive twice or late", () => {
  test("a press takes effect at most once, in the order of the presses, and is answered or waits", async () => {
    await fc.assert(
      fc.asyncProperty(steps, faults, async (all, given) => {
        const at = screen();
        at.faults.push(...given);
        const pressed: string[] = [];
        const discarded = new Set<string>();
        let waiting: PressQueue = [];
        for (const step of all) {
          if (step.kind === "press") {
            const shown = Math.max(1, at.versionOf(step.order) - step.lag);
            const before = at.queue().length;
            const { key, isDone } = at.press(step.order, step.name, shown);
            // One that only repeats another is that other one.
            if (at.queue().length > before) pressed.push(key);
            if (step.lag === 0) await isDone;
          }
          if (step.kind === "somebody") at.changeBySomebody(step.order);
          if (step.kind === "send") await at.sender.sendWaiting();
          const arrived = step.kind === "late" ? at.late.shift() : undefined;
          if (arrived !== undefined) at.receive(arrived);
          const gone = step.kind === "discard" ? at.queue().at(step.nth) : undefined;
          if (gone !== undefined) {
            at.sender.discard(gone.key);
            const isKept = at.queue().some(({ key }) => key === gone.key);
            expect(isKept, "one that is being sent is not given up").toBe(gone.isSending);
            if (!isKept) discarded.add(gone.key);
          }
          const kept = new Set(at.queue().map((press) => press.key));
          for (const { key, subject: id, action } of waiting)
            if (!kept.has(key) && !at.answers.has(key) && !discarded.has(key))
              expect(doneBefore(at, id, action.name), "only repeated one that is done").toBe(true);
          waiting = at.queue();
        }
        await attemptsEnd();
        at.faults.length = 0;
        await at.sender.sendWaiting();
        for (const press of at.late) at.receive(press);

        expect(at.queue(), "each is answered").toEqual([]);
        const done = at.effects.map(({ key }) => key);
        expect(new Set(done).size).toBe(done.length);
        for (const orderId of ["a", "b", "c"]) {
          const ofOrder = at.effects
            .filter((effect) => effect.orderId === orderId && !discarded.has(effect.key))
            .map(({ key }) => pressed.indexOf(key));
          expect(ofOrder).toEqual(ofOrder.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a press without an answer", () => {
  test("waits, and is sent once with the same key when there is a connection again", async () => {
    const at = screen();
    at.faults.push("lost answer", "lost request");
    const { key, isDone } = at.press("a", "accept", 1);
    expect(await isDone).toBe(false);
    expect(waitingBySubject(at.queue()).get("a")).toMatchObject([{ key, tries: 1, isSending: false }]);
    await at.sender.sendWaiting();
    expect(at.queue()).toMatchObject([{ key, tries: 2 }]);
    await at.sender.sendWaiting();
    expect(at.queue()).toEqual([]);
    expect(at.effects).toEqual([{ orderId: "a", key }]);
  });

  test("lets the order's next press wait behind it, which then acts on its outcome", async () => {
    const at = screen();
    at.faults.push("lost request", "lost request");
    const [first, second] = [at.press("a", "delay", 1), at.press("a", "ready", 1)];
    expect([await first.isDone, await second.isDone]).toEqual([false, false]);
    expect(
      waitingBySubject(at.queue())
        .get("a")
        ?.map(({ key }) => key),
    ).toEqual([first.key, second.key]);
    await at.sender.sendWaiting();
    await at.sender.sendWaiting();
    expect(at.effects.map(({ key }) => key)).toEqual([first.key, second.key]);
    expect(at.versionOf("a")).toBe(3);
  });

  test("is sent at once, and not twice, by whoever presses it again", async () => {
    const at = screen();
    at.faults.push("lost request");
    const { key, isDone } = at.press("a", "accept", 1);
    await isDone;
    await at.press("a", "accept", 1).isDone;
    await attemptsEnd();
    expect(at.effects).toEqual([{ orderId: "a", key }]);
    expect(at.queue()).toEqual([]);
  });

  test("does not hold up another order", async () => {
    const at = screen();
    at.faults.push("lost request");
    await at.press("a", "accept", 1).isDone;
    expect(await at.press("b", "accept", 1).isDone).toBe(true);
    expect(at.effects.map(({ orderId }) => orderId)).toEqual(["b"]);
  });

  test("that was discarded is not sent", async () => {
    const at = screen();
    at.faults.push("lost request");
    const { key, isDone } = at.press("a", "accept", 1);
    await isDone;
    at.sender.discard(key);
    await at.sender.sendWaiting();
    expect(at.effects).toEqual([]);
  });

  test("is refused when somebody changed the order meanwhile", async () => {
    const at = screen();
    at.faults.push("lost request");
    const { key, isDone } = at.press("a", "accept", 1);
    await isDone;
    at.changeBySomebody("a");
    await at.sender.sendWaiting();
    expect(at.answers.get(key)).toBe("refused");
    expect(at.queue()).toEqual([]);
  });

  test("asks after ten minutes, and is sent when it is still meant", async () => {
    let now = 0;
    const at = screen({ now: () => now });
    at.faults.push("lost request");
    const { key, isDone } = at.press("a", "accept", 1);
    await isDone;
    now = MEANT_FOR_MS;
    expect(at.queue().map((press) => mustAsk(press, now))).toEqual([true]);
    await at.sender.sendWaiting();
    expect(at.effects).toEqual([]);
    await at.sender.confirm(key);
    expect(at.effects).toEqual([{ orderId: "a", key }]);
    expect(at.queue()).toEqual([]);
  });

  test("of an earlier load of the page asks in time, even if the clock was ahead then", async () => {
    const before = screen({ now: () => 2 * MEANT_FOR_MS });
    before.faults.push("lost request");
    await before.press("a", "accept", 1).isDone;
    let now = 0;
    const at = screen({ now: () => now });
    at.sender.restore(before.queue());
    expect(at.queue().map((press) => mustAsk(press, now))).toEqual([false]);
    now = MEANT_FOR_MS;
    expect(at.queue().map((press) => mustAsk(press, now))).toEqual([true]);
  });

  test("of an earlier load of the page waits before those of this one, with its key", async () => {
    const real = server();
    const before = screen({ real });
    before.faults.push("lost answer");
    await before.press("a", "delay", 1).isDone;
    const kept = before.queue();
    const at = screen({ real });
    at.sender.restore(kept);
    at.sender.restore(kept);
    expect(at.queue()).toHaveLength(1);
    await at.press("a", "ready", 1).isDone;
    expect(at.effects.map(({ orderId }) => orderId)).toEqual(["a", "a"]);
    expect(at.queue()).toEqual([]);
  });
});

test("another dish that is sold out is another press, and the same one only repeats it", async () => {
  const soldOut = (line: string, proposal: string | null = null): OrderAction => ({
    name: "mark_unavailable",
    items: [{ order_item_id: line, proposal }],
  });
  const at = screen();
  const presses = [soldOut("soup"), soldOut("ramen"), soldOut("soup", "onion soup"), soldOut("soup")].map(
    (action) => at.press("a", action, 1),
  );
  await Promise.all(presses.map(({ isDone }) => isDone));
  await attemptsEnd();
  expect(at.effects.map(({ key }) => key)).toEqual(presses.slice(0, 3).map(({ key }) => key));
  expect(at.queue()).toEqual([]);
});

test("presses of many orders are sent a few at a time, and the first without an answer ends the round", async () => {
  const at = screen();
  const orders = Array.from({ length: KEPT_AT_MOST }, (_, n) => `order-${n}`);
  at.faults.push(...orders.map(() => "lost request" as const));
  await Promise.all(orders.map((orderId) => at.press(orderId, "accept", 1).isDone));
  at.faults.push("lost request");
  await at.sender.sendWaiting();
  expect(at.queue().length).toBeGreaterThan(KEPT_AT_MOST - 5);
  await at.sender.sendWaiting();
  expect(at.queue()).toEqual([]);
  expect(new Set(at.effects.map(({ orderId }) => orderId)).size).toBe(orders.length);
});

test("orders whose presses have no answer do not hold up the others: the least tried one is first", async () => {
  const at = screen();
  const orders = ["a", "b", "c", "d", "e"];
  at.faults.push(...orders.map(() => "lost request" as const));
  await Promise.all(orders.map((orderId) => at.press(orderId, "accept", 1).isDone));
  at.faults.push("lost request", "lost request", "lost request", "lost request");
  await at.sender.sendWaiting();
  expect(at.effects).toEqual([]);
  at.faults.push("none", "lost request", "lost request", "lost request");
  await at.sender.sendWaiting();
  expect(at.effects.map(({ orderId }) => orderId)).toEqual(["e"]);
});
