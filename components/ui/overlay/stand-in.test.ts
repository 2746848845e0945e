// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { standIn } from "./stand-in";

const ticket = (order: string) =>
  `<article tabindex="0" data-order="${order}"><button>More</button></article>`;
const find = (selector: string) => document.querySelector<HTMLElement>(selector);

beforeEach(() => {
  document.body.innerHTML = ticket("a") + ticket("b");
});

test("nothing stands in for what is still there", () => {
  expect(standIn(find("button"))).toBeNull();
  expect(standIn(null)).toBeNull();
});

test("a ticket that was rendered anew gets the focus, also when its button had opened the dialog", () => {
  const openers = [find("[data-order=b]"), find("[data-order=b] button")];
  document.body.innerHTML = ticket("b") + ticket("a");
  for (const opener of openers) expect(standIn(opener)).toBe(find("[data-order=b]"));
});

test("nothing stands in for a ticket that is gone, or for a button of no ticket", () => {
  document.body.append(document.createElement("button"));
  const openers = [find("[data-order=b]"), find("body > button")];
  document.body.innerHTML = ticket("a");
  for (const opener of openers) expect(standIn(opener)).toBeNull();
});
