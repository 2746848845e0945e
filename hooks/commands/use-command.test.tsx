// @vitest-environment happy-dom
import { renderHook } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { expect, test, vi } from "vitest";
import { type FailureCode, failure } from "@/lib/commands/result";
import { onPageNews, type PageNews } from "@/lib/http/page/news";
import states from "@/messages/en/states.json";
import { useCommand } from "./use-command";

const { send } = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock("./page-transport", () => ({ loadRoute: async () => undefined, send }));

test.each<[FailureCode, PageNews[]]>([
  ["unauthenticated", ["unauthenticated"]],
  ["stale_page", ["stale_page"]],
  ["conflict", []],
])("an answer with %s is news for the whole page where it is one", async (code, expected) => {
  const { result } = renderHook(() => useCommand("revoke_token"), {
    wrapper: ({ children }) => (
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ states }}>
        {children}
      </NextIntlClientProvider>
    ),
  });
  const news: PageNews[] = [];
  let isOld = true;
  const stop = onPageNews((one) => {
    if (!isOld) news.push(one);
  });
  isOld = false;
  send.mockResolvedValueOnce(failure(code, "No"));
  await result.current({ token_id: "" }, { key: "key-aaaaaaaa" });
  stop();
  expect(news).toEqual(expected);
});
