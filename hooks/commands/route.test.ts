// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { PAGE_BUILD, PAGE_USER, SERVER_BUILD } from "@/lib/http/page/statement";
import { postCommand } from "./route";
import { StalePageError } from "./transport";

const asked = vi.fn<typeof fetch>();

beforeEach(() => {
  document.head.innerHTML = `<meta name="${PAGE_USER}" content="lena"><meta name="${PAGE_BUILD}" content="one">`;
  vi.stubGlobal("fetch", asked);
  asked.mockReset();
});

const press = () =>
  postCommand(
    "revoke_token",
    { token_id: "0195f6a8-0000-7000-8000-000000000001" },
    { key: "the-key-of-the-press", timeoutMs: 1_000 },
  );
const answer = (body: string, build: string) =>
  asked.mockResolvedValue(new Response(body, { headers: { [SERVER_BUILD]: build } }));

test("a press states its key, and for whom and by which build its page was rendered", async () => {
  answer('{"ok":true,"data":null}', "one");
  expect(await press()).toEqual({ ok: true, data: null });
  const headers = new Headers(asked.mock.calls[0]?.[1]?.headers);
  expect([PAGE_USER, PAGE_BUILD, "Idempotency-Key"].map((name) => headers.get(name))).toEqual([
    "lena",
    "one",
    "the-key-of-the-press",
  ]);
});

test("the refusals of a page are read like other failures", async () => {
  for (const code of ["other_user", "stale_page"]) {
    answer(JSON.stringify({ ok: false, code, message: "Nothing was done" }), "two");
    expect(await press()).toEqual({ ok: false, code, message: "Nothing was done" });
  }
});

describe("an answer that the page cannot read", () => {
  const UNREADABLE = [
    '{"ok":true,"data":{"of":"a later version"}}',
    '{"ok":false,"code":"a_later_code","message":""}',
    '{"success":false,"errors":["Not found"]}',
    "<!doctype html><title>Not found</title>",
    "",
  ];

  test.each(UNREADABLE)("means a stale page when it comes from another build: %s", async (body) => {
    answer(body, "two");
    await expect(press()).rejects.toThrow(StalePageError);
  });

  test.each(UNREADABLE)("is no answer when it comes from the page's own build: %s", async (body) => {
    answer(body, "one");
    const fault = await press().catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Error);
    expect(fault).not.toBeInstanceOf(StalePageError);
  });
});
