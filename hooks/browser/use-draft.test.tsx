// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { PAGE_USER } from "@/lib/http/page/statement";
import { useDraft } from "./use-draft";

const schema = z.object({ note: z.string() });
const open = () => renderHook(() => useDraft("delay", schema, { note: "" })).result;

function renderedFor(user: string): void {
  document.head.innerHTML = `<meta name="${PAGE_USER}" content="${user}">`;
}

beforeEach(() => {
  sessionStorage.clear();
  renderedFor("lena");
});
afterEach(cleanup);

test("what was typed is there again after a reload, until it is cleared", () => {
  const before = open();
  act(() => before.current[1]({ note: "the oven is full" }));
  cleanup();
  const after = open();
  expect(after.current[0]).toEqual({ note: "the oven is full" });
  act(() => after.current[2]());
  cleanup();
  expect(open().current[0]).toEqual({ note: "" });
});

test("what one person typed does not show on another person's page", () => {
  const page = open();
  act(() => page.current[1]({ note: "Harbour Street 7" }));
  cleanup();
  renderedFor("omar");
  expect(open().current[0]).toEqual({ note: "" });
  cleanup();
  renderedFor("lena");
  expect(open().current[0]).toEqual({ note: "Harbour Street 7" });
});

test("a kept text of another shape is ignored", () => {
  for (const text of ["{", "null", '{"note":7}', "[]"]) {
    sessionStorage.setItem("platewire.draft.lena.delay", text);
    expect(open().current[0]).toEqual({ note: "" });
    cleanup();
  }
});

test("a browser that forbids storage keeps the text while the page is open", () => {
  const forbidden = () => {
    throw new DOMException("Access is denied");
  };
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(forbidden);
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(forbidden);
  const page = open();
  act(() => page.current[1]({ note: "the oven is full" }));
  expect(page.current[0]).toEqual({ note: "the oven is full" });
});
