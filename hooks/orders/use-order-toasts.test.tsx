// @vitest-environment happy-dom
import { renderHook } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { beforeAll, expect, test, vi } from "vitest";
import { beginToasts } from "@/hooks/browser/show-toast";
import status from "@/messages/en/status.json";
import { acceptedOrder, boardOrder } from "@/test/support/board-orders";
import { asOwnPress } from "./own-presses";
import { type StatusChange, useOrderToasts } from "./use-order-toasts";

beforeAll(() => beginToasts(toast));

function InEnglish({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ status }}>
      {children}
    </NextIntlClientProvider>
  );
}

function change(n: number, more: Partial<StatusChange> = {}): StatusChange {
  const order = acceptedOrder(n);
  return { ...order, order_id: order.id, order_code: `ORD-A7X3B${n}`, order, ...more };
}
const shown = (n: number) =>
  toast
    .getHistory()
    .flatMap((one) => ("title" in one && String(one.title).includes(`ORD-A7X3B${n}`) ? [one] : []));

test("a change is shown once, however often its event arrives", async () => {
  const { result, rerender, unmount } = renderHook(useOrderToasts, { wrapper: InEnglish });
  result.current(change(1));
  rerender();
  result.current(change(1));
  // The browser restored this page with an old cursor.
  unmount();
  renderHook(useOrderToasts, { wrapper: InEnglish }).result.current(change(1));
  await vi.waitFor(() => expect(shown(1).map(({ title }) => title)).toEqual(["ORD-A7X3B1 — Preparing"]));
});

test("every change of an order is shown, also in a burst", async () => {
  const { result } = renderHook(useOrderToasts, { wrapper: InEnglish });
  result.current(change(2));
  result.current(change(2, { order_status: "Out for Delivery", version: 3 }));
  await vi.waitFor(() => expect(shown(2)).toHaveLength(2));
});

test("a step that was taken back says so", async () => {
  const { result } = renderHook(useOrderToasts, { wrapper: InEnglish });
  result.current(change(5, { version: 5, entry: { action: "undo" } }));
  await vi.waitFor(() =>
    expect(shown(5).map(({ title }) => title)).toEqual(["ORD-A7X3B5 — back to Preparing"]),
  );
});

test("the person's own action in this tab is not shown, another person's is", async () => {
  const { result } = renderHook(useOrderToasts, { wrapper: InEnglish });
  const cancelled = (n: number) => change(n, { order_status: "Cancelled", version: 2 });
  await asOwnPress(boardOrder(3).id, async () => result.current(cancelled(3)));
  result.current(cancelled(4));
  await vi.waitFor(() => expect(shown(4)).toHaveLength(1));
  expect(shown(3)).toHaveLength(0);
});
