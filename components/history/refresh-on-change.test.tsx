// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RefreshOnChange } from "@/components/history/refresh-on-change";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { boardOrder } from "@/test/support/board-orders";
import { liveBoard } from "@/test/support/store-views";

const { refresh } = vi.hoisted(() => ({ refresh: vi.fn() }));
const router = { refresh };
vi.mock("next/navigation", () => ({ useRouter: () => router }));
beforeEach(() => refresh.mockClear());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function page(version: number, known: number, changesUnseen = false) {
  const live = liveBoard([boardOrder(1, { version: known })]);
  return (
    <LiveBoardContext value={live}>
      <RefreshOnChange orderId={boardOrder(1).id} version={version} changesUnseen={changesUnseen} />
    </LiveBoardContext>
  );
}

test("a record is read again for every version that is newer than what it shows", () => {
  const { rerender } = render(page(1, 1));
  expect(refresh).not.toHaveBeenCalled();
  rerender(page(1, 2));
  expect(refresh).toHaveBeenCalledTimes(1);
  rerender(page(1, 3));
  rerender(page(2, 3));
  expect(refresh).toHaveBeenCalledTimes(3);
  rerender(page(3, 3));
  expect(refresh).toHaveBeenCalledTimes(3);
});

test("while an order rings, its record is read again and again, as long as somebody can see it", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", async () => new Response());
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  const { rerender } = render(page(1, 1, true));
  await pass(31_000);
  expect(refresh).toHaveBeenCalledTimes(2);
  const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  await pass(60_000);
  expect(refresh).toHaveBeenCalledTimes(2);
  visibility.mockReturnValue("visible");
  await pass(15_000);
  expect(refresh).toHaveBeenCalledTimes(3);
  rerender(page(1, 1));
  await pass(60_000);
  expect(refresh).toHaveBeenCalledTimes(3);
});
