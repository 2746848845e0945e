// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { onPageNews, type PageNews } from "./news";
import { pageFetch } from "./page-fetch";
import { PAGE_BUILD, PAGE_USER, SERVER_BUILD } from "./statement";

const asked = vi.fn<typeof fetch>();
let news: PageNews[] = [];
onPageNews((one) => news.push(one));

beforeEach(() => {
  document.head.innerHTML = `<meta name="${PAGE_USER}" content="lena"><meta name="${PAGE_BUILD}" content="one">`;
  vi.stubGlobal("fetch", asked);
  asked.mockReset();
  news = [];
});

function answer(body: string, status = 200, build: string | null = "one"): void {
  asked.mockResolvedValue(
    new Response(body, { status, headers: build === null ? {} : { [SERVER_BUILD]: build } }),
  );
}
const get = () => pageFetch("/api/orders", { signal: AbortSignal.timeout(1_000) });

test("a request states for whom and by which build its page was rendered", async () => {
  answer("{}");
  await get();
  const headers = new Headers(asked.mock.calls[0]?.[1]?.headers);
  expect([headers.get(PAGE_USER), headers.get(PAGE_BUILD)]).toEqual(["lena", "one"]);
  expect(news).toEqual([]);
});

test("an answer of another build is news to the page", async () => {
  answer("{}", 200, "two");
  expect((await get()).isOfThisBuild).toBe(false);
  expect(news).toEqual(["new_version"]);
});

test("a refusal because of another person is news to the page", async () => {
  answer('{"success":false,"errors":[]}', 412);
  await get();
  expect(news).toEqual(["other_user"]);
});

test.each(["", "<!doctype html><title>502</title>", '{"data":', "\u0000"])(
  "an answer that is not JSON rejects nothing: %j",
  async (body) => {
    answer(body, 502, null);
    expect(await get()).toEqual({ status: 502, body: undefined, isOfThisBuild: true });
  },
);

test("a listener that comes late learns what was reported before", () => {
  const late: PageNews[] = [];
  onPageNews((one) => late.push(one))();
  expect(late).toEqual(["new_version", "other_user"]);
});
