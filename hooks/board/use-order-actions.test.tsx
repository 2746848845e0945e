// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type FailureCode, failure } from "@/lib/commands/result";
import type { BoardOrder, ChangedOrder, TimelineEntry } from "@/lib/orders/model/schema";
import type { UnavailableLine } from "@/lib/orders/model/unavailable/schema";
import { acceptedOrder, at, boardOrder, item } from "@/test/support/board-orders";
import { useOrderActions } from "./use-order-actions";

const { answer } = vi.hoisted(() => ({ answer: vi.fn() }));
vi.mock("@/hooks/commands/use-command", () => ({ useCommand: () => answer }));
afterEach(cleanup);

const order = boardOrder(1);

function openBoard() {
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return renderHook(() => useOrderActions(order.tenant_id), { wrapper }).result;
}

async function pressAndFail(code: FailureCode) {
  answer.mockReset().mockResolvedValue(failure(code, "No."));
  const result = openBoard();
  await act(async () => {
    await result.current.change(order, { name: "accept" });
  });
  return result;
}

test.each<FailureCode>(["limited", "unavailable", "unauthenticated", "other_user", "stale_page"])(
  "a press that was answered with %s is kept, and sent again with its key",
  async (code) => {
    const result = await pressAndFail(code);
    expect(result.current.waiting.get(order.id)).toMatchObject([{ tries: 1, isSending: false }]);
    expect(result.current.problems.size).toBe(0);
    await act(() => result.current.kept.sendWaiting());
    expect(answer).toHaveBeenCalledTimes(2);
    expect(new Set(answer.mock.calls.map(([, { key }]) => key)).size).toBe(1);
  },
);

test.each<FailureCode>(["forbidden", "conflict", "invalid"])(
  "a press that was refused as %s is not kept, and the ticket says so",
  async (code) => {
    const result = await pressAndFail(code);
    expect(result.current.presses).toEqual([]);
    expect(result.current.problems.get(order.id)).toEqual({ kind: "refused", message: "No." });
  },
);

describe("two colleagues who acknowledge the same lines", () => {
  const uuid = (n: number) => `019a0000-0000-7000-8000-00000000000${n}`;
  const line = (n: number, acknowledged_at: string | null): UnavailableLine => ({
    ...{ order_item_id: uuid(n), name: "Miso soup", quantity: 1, amount: 500, proposal: null },
    ...{ answer_by: at(18, 8), choice: "remove", decided_at: at(18, 6), acknowledged_at },
  });
  const orderWith = (version: number, ...unavailable: UnavailableLine[]) =>
    acceptedOrder(1, {
      version,
      items: unavailable.map(({ order_item_id: id, name }) => item(name, { id })),
      unavailable,
    });
  const marked = orderWith(3, line(1, null), line(2, null));
  const seen: TimelineEntry = {
    ...{ version: 4, action: "acknowledge_lines", at: at(18, 7), actor_kind: "partner", actor_name: "Ben" },
    ...{ from_status: "Preparing", to_status: "Preparing", reason: null, note: null, minutes: null },
  };

  /** Returns whether a press on line 1 is done, when the colleague's press led to `now`. */
  async function pressAfter(now: BoardOrder) {
    const refused = (message: string, entries: TimelineEntry[]) =>
      failure<ChangedOrder>("conflict", message, { current: { order: now, entries } });
    answer
      .mockReset()
      .mockResolvedValueOnce(refused("Somebody was faster.", [seen]))
      .mockResolvedValueOnce(refused("Acknowledged already.", []));
    const result = openBoard();
    const isDone = await act(() =>
      result.current.change(marked, { name: "acknowledge_lines", order_item_ids: [uuid(1)] }),
    );
    expect(answer.mock.calls.map(([{ expected_version }]) => expected_version)).toEqual([3, 4]);
    expect(result.current.presses).toEqual([]);
    return { isDone, problems: [...result.current.problems.values()] };
  }

  test("both see it as done", async () => {
    const now = orderWith(4, line(1, at(18, 7)), line(2, null));
    expect(await pressAfter(now)).toEqual({ isDone: true, problems: [] });
  });

  test("a refusal while the line is still marked is shown", async () => {
    const now = orderWith(4, line(1, null), line(2, at(18, 7)));
    expect(await pressAfter(now)).toEqual({
      isDone: false,
      problems: [{ kind: "refused", message: "Acknowledged already." }],
    });
  });
});
