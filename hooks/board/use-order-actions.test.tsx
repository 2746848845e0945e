// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { type FailureCode, failure } from "@/lib/commands/result";
import { boardOrder } from "@/test/support/board-orders";
import { useOrderActions } from "./use-order-actions";

const { answer } = vi.hoisted(() => ({ answer: vi.fn() }));
vi.mock("@/hooks/commands/use-command", () => ({ useCommand: () => answer }));
afterEach(cleanup);

const order = boardOrder(1);

async function pressAndFail(code: FailureCode) {
  answer.mockReset().mockResolvedValue(failure(code, "No."));
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useOrderActions(order.tenant_id), { wrapper });
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
