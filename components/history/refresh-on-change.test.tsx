// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { RefreshOnChange } from "@/components/history/refresh-on-change";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { boardOrder } from "@/test/support/board-orders";
import { liveBoard } from "@/test/support/store-views";

const { refresh } = vi.hoisted(() => ({ refresh: vi.fn() }));
const router = { refresh };
vi.mock("next/navigation", () => ({ useRouter: () => router }));
afterEach(cleanup);

function page(version: number, known: number) {
  const live = liveBoard([boardOrder(1, { version: known })]);
  return (
    <LiveBoardContext value={live}>
      <RefreshOnChange orderId={boardOrder(1).id} version={version} />
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
