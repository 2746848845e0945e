// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { afterEach, expect, test } from "vitest";
import { FoundOrders } from "@/components/admin/orders/found-orders";
import { DoneLine } from "@/components/board/ticket/done-line";
import { TestOrder } from "@/components/orders/test-order";
import { StoreContext } from "@/hooks/board/store-context";
import { alarmRecord } from "@/lib/board/model/alarm-record";
import { NO_WINDOWS } from "@/lib/broadcasts/model/standstill";
import admin from "@/messages/en/admin.json";
import chat from "@/messages/en/chat.json";
import ordersText from "@/messages/en/orders.json";
import partner from "@/messages/en/partner.json";
import status from "@/messages/en/status.json";
import { acceptedOrder, at } from "@/test/support/board-orders";
import { PageRouter } from "@/test/support/page-router";
import { STORE } from "@/test/support/store-views";
import { HistoryTable } from "./history-table";
import { OrderRecord } from "./order-record";

afterEach(cleanup);

const finished = { order_status: "Delivered", delivered_at: at(19, 0) } as const;
const [real, rehearsal] = [acceptedOrder(1, finished), acceptedOrder(2, { ...finished, is_test: true })];

function show(page: ReactNode) {
  render(
    <NextIntlClientProvider
      locale="en"
      messages={{ admin, chat, orders: ordersText, partner, status }}
      timeZone="UTC"
    >
      <StoreContext
        value={{ tenant: STORE, roles: ["partner"], renderedAt: Date.parse(at(19, 5)), since: undefined }}
      >
        <PageRouter>{page}</PageRouter>
      </StoreContext>
    </NextIntlClientProvider>,
  );
}

test("the history marks a test order, and no other", () => {
  show(<HistoryTable path="/partner/store/history" orders={[real, rehearsal]} />);
  const [, first, second] = screen.getAllByRole("row");
  if (first === undefined || second === undefined) throw new Error("There are two orders");
  expect(within(first).queryByText("Test")).toBeNull();
  expect(within(second).getByText("Test")).toBeDefined();
});

test("the record of a test order says so beside its code", () => {
  const whole = { ...rehearsal, timeline: [], delivery_pin: null };
  show(<OrderRecord order={whole} alarm={alarmRecord(whole, [], [], NO_WINDOWS)} story={[]} />);
  expect(screen.getByText("Test order")).toBeDefined();
});

test("a finished test order is marked on the board, the customer's page and in the search of admins", () => {
  const { id, order_code, order_status, created_at, ready_at, tenant_id } = rehearsal;
  const found = {
    ...{ id, order_code, order_status, created_at, ready_at, tenant_id },
    ...{ is_test: true, tenant_name: "Sushi Bar", time_zone: "UTC", customer_id: id, customer_name: "Ana" },
    ...{ rider_name: null, total_qty: 1, final_amount: 900, currency: "EUR" },
  };
  show(
    <>
      <DoneLine order={rehearsal} />
      <TestOrder order={rehearsal} />
      <FoundOrders orders={[found]} />
    </>,
  );
  expect(screen.getAllByText("Test")).toHaveLength(2);
  expect(screen.getByText("Test order")).toBeDefined();
});
