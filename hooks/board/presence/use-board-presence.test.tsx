// @vitest-environment happy-dom
import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ALONE_MS } from "@/lib/board/client/presence/report-due";
import { type FailureCode, failure, success } from "@/lib/commands/result";
import { makePageStream } from "@/test/support/fake-page-stream";
import { STORE } from "@/test/support/store-views";
import { useBoardPresence } from "./use-board-presence";

const { postCommand } = vi.hoisted(() => ({ postCommand: vi.fn() }));
vi.mock("@/hooks/commands/page-transport", () => ({ loadRoute: async () => ({ postCommand }) }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** Returns how often the tab reports when the first report is answered so. */
async function reportsAfter(code: FailureCode): Promise<number> {
  postCommand.mockReset().mockResolvedValue(success(null)).mockResolvedValueOnce(failure(code, "No."));
  const { wrapper } = makePageStream();
  renderHook(() => useBoardPresence(STORE.id, null), { wrapper });
  await vi.advanceTimersByTimeAsync(ALONE_MS);
  return postCommand.mock.calls.length;
}

test("a tab whose person must sign in reports again later", async () => {
  expect(await reportsAfter("unauthenticated")).toBe(2);
});

test.each<FailureCode>(["forbidden", "other_user", "stale_page", "invalid"])(
  "a tab that is refused as %s reports no more",
  async (code) => {
    expect(await reportsAfter(code)).toBe(1);
  },
);
