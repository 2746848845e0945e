import { expect, test } from "vitest";
import { type FollowerEffect, follow, newFollower } from "./follower";
import type { LeaderMessage } from "./relay";

const NOW = 1_700_000_000_000;
const names = (effects: FollowerEffect[]) => effects.map((effect) => effect.do);

/** A tab that has asked once and then hears its first message, the leader's ninth, which serves it. */
function hear(since: number) {
  const [asking] = follow(newFollower("me"), { type: "start" }, NOW, 0);
  const serves = { me: { ask: asking.ask, since } };
  const message: LeaderMessage = { kind: "connected", text: "{}", id: "v2", serves, term: 5, seq: 9 };
  const [follower, ...effects] = follow(asking, { type: "message", message }, NOW + 1, 0);
  return { asking, follower, effects: names(effects) };
}

test("a tab reads from the message by which it is first served", () => {
  const { asking, follower, effects } = hear(9);
  expect(follower.served).toBe(asking.ask);
  expect(effects).toContain("begin");
});

test("a tab that missed its leader and then reads its late messages asks again, since it dropped frames meanwhile", () => {
  const { follower } = hear(9);
  const at = NOW + 60_000;
  const [calling] = follow(follower, { type: "tick" }, at, 0);
  const [alone, ...effects] = follow(calling, { type: "tick" }, at + 10_000, 0);
  expect(names(effects)).toContain("steal");
  const serves = { me: { ask: follower.ask, since: 9 } };
  const late: LeaderMessage[] = [
    { kind: "frame", name: "said", text: "{}", id: "c2", term: 5, seq: 10 },
    { kind: "connected", text: "{}", id: "v2", serves, term: 5, seq: 11 },
  ];
  let tab = alone;
  for (const message of late) {
    const [next, ...done] = follow(tab, { type: "message", message }, at + 10_001, 0);
    expect(names(done)).not.toContain("deliver");
    expect(names(done)).not.toContain("begin");
    tab = next;
  }
  const again = { me: { ask: tab.ask, since: 12 } };
  const answer: LeaderMessage = { kind: "connected", text: "{}", id: "v2", serves: again, term: 5, seq: 12 };
  const [, ...answered] = follow(tab, { type: "message", message: answer }, at + 10_002, 0);
  expect(names(answered)).toContain("begin");
});

test("a tab that was served before the first message it heard has missed frames, and asks again", () => {
  const { asking, follower, effects } = hear(8);
  expect(follower.served).toBe(0);
  expect(follower.ask).toBe(asking.ask + 1);
  expect(effects).toContain("hello");
  expect(effects).not.toContain("begin");
});
