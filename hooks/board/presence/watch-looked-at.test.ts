// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchLookedAt } from "./watch-looked-at";

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const element = (id: string) => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`There is no ${id}`);
  return found;
};

let seen: (string | null)[] = [];
let stop: () => void = () => undefined;
beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `
    <article data-order="soup" tabindex="-1" id="soup"><button id="accept">Accept</button></article>
    <article data-order="pizza" tabindex="-1" id="pizza"></article>
    <button id="search">Search</button>
    <dialog open><button id="send">Send</button></dialog>`;
  seen = [];
  stop = watchLookedAt((order) => seen.push(order));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test("the ticket with the focus is looked at, also when the focus is on its button", async () => {
  element("accept").focus();
  await pass(300);
  element("pizza").focus();
  await pass(300);
  element("search").focus();
  await pass(300);
  expect(seen).toEqual(["soup", "pizza", null]);
});

test("a focus that moves on at once counts where it rests", async () => {
  element("soup").focus();
  await pass(100);
  element("pizza").focus();
  await pass(300);
  expect(seen).toEqual(["pizza"]);
});

test("a ticket is looked at while a dialog is open that was opened from it, however long", async () => {
  element("soup").focus();
  await pass(300);
  element("send").focus();
  await pass(200_000);
  expect(seen).toEqual(["soup"]);
  element("search").focus();
  await pass(300);
  expect(seen).toEqual(["soup", null]);
});

test("a ticket that keeps the focus is not looked at any more after a minute without a press", async () => {
  element("soup").focus();
  await pass(59_999);
  expect(seen).toEqual(["soup"]);
  await pass(1);
  expect(seen).toEqual(["soup", null]);
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }));
  await pass(300);
  expect(seen).toEqual(["soup", null, "soup"]);
});

test("a watch that was stopped says nothing any more", async () => {
  stop();
  element("soup").focus();
  await pass(300);
  expect(seen).toEqual([]);
});
