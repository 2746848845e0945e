import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createShiftContact } from "./shift-contact";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Records what arrives at the server; `answers` are given one after another, the last one for good. */
function openLine(
  answers: (() => Promise<number | "refused">)[] = [async () => 30_000],
  ended: () => Promise<unknown> = async () => null,
) {
  const said: string[] = [];
  const contact = createShiftContact<string>({
    beat: (state) => {
      said.push(state);
      const [answer = async () => 30_000] = answers.length > 1 ? answers.splice(0, 1) : answers;
      return answer();
    },
    end: async () => {
      said.push("end");
      await ended();
    },
  });
  return { said, contact };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("a heartbeat comes at once, and then when the server asks for it", async () => {
  const { said, contact } = openLine();
  contact.set("visible");
  await pass(29_999);
  expect(said).toEqual(["visible"]);
  await pass(1);
  expect(said).toEqual(["visible", "visible"]);
  contact.stop();
  await pass(300_000);
  expect(said).toHaveLength(2);
});

test("a change is told at once, and the next heartbeat counts from it", async () => {
  const { said, contact } = openLine();
  contact.set("visible");
  await pass(20_000);
  contact.set("hidden");
  await pass(29_999);
  expect(said).toEqual(["visible", "hidden"]);
  await pass(1);
  expect(said).toEqual(["visible", "hidden", "hidden"]);
});

test("the end of the shift comes after the heartbeat that is under way, once, and nothing after it", async () => {
  const gate = Promise.withResolvers<number>();
  const { said, contact } = openLine([() => gate.promise, async () => 30_000]);
  contact.set("visible");
  await pass(0);
  contact.set(null);
  await pass(1_000);
  expect(said).toEqual(["visible"]);
  gate.resolve(30_000);
  await pass(300_000);
  expect(said).toEqual(["visible", "end"]);
  contact.set("visible");
  await pass(0);
  expect(said).toEqual(["visible", "end", "visible"]);
});

test("what does not arrive is told again within seconds, and the end of a shift is not forgotten", async () => {
  const lost = () => Promise.reject(new Error("no connection"));
  const { said, contact } = openLine([lost, lost, async () => 30_000]);
  contact.set("visible");
  await pass(10_000);
  await pass(10_000);
  expect(said).toEqual(["visible", "visible", "visible"]);
  contact.set(null);
  await pass(0);
  expect(said.at(-1)).toBe("end");
});

test("what is refused is not told again within half a minute, unless it changes, but then is", async () => {
  const { said, contact } = openLine([async () => "refused", async () => "refused", async () => 30_000]);
  contact.set("visible");
  await pass(30_000);
  expect(said).toEqual(["visible"]);
  contact.set("hidden");
  await pass(30_000);
  expect(said).toEqual(["visible", "hidden"]);
  await pass(90_000);
  expect(said.slice(0, 3)).toEqual(["visible", "hidden", "hidden"]);
});

test("the end is told again until it arrives, and then not any more", async () => {
  const answers = [() => Promise.reject(new Error("no connection")), async () => null];
  const { said, contact } = openLine(undefined, () => (answers.shift() ?? (async () => null))());
  contact.set(null);
  await pass(300_000);
  expect(said).toEqual(["end", "end"]);
  contact.set(undefined);
  await pass(300_000);
  expect(said).toEqual(["end", "end"]);
});

test("a device that is to say nothing more ends its heartbeats, not its shift", async () => {
  const { said, contact } = openLine();
  contact.set("visible");
  await pass(0);
  contact.set(undefined);
  await pass(300_000);
  expect(said).toEqual(["visible"]);
});

test("a page on which no shift was on says nothing", async () => {
  const { said, contact } = openLine();
  contact.set(undefined);
  await pass(300_000);
  expect(said).toEqual([]);
});
