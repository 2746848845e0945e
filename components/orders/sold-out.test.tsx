// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { useRef } from "react";
import { toast } from "sonner";
import { afterEach, expect, test, vi } from "vitest";
import { HistoryTable } from "@/components/history/history-table";
import { beginToasts } from "@/hooks/browser/show-toast";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import type { BoardOrder } from "@/lib/orders/model/schema";
import type { UnavailableLine } from "@/lib/orders/model/unavailable/schema";
import common from "@/messages/en/common.json";
import orders from "@/messages/en/orders.json";
import partner from "@/messages/en/partner.json";
import states from "@/messages/en/states.json";
import status from "@/messages/en/status.json";
import { acceptedOrder, at, item } from "@/test/support/board-orders";
import { PageRouter } from "@/test/support/page-router";
import { CancelledNotice } from "./cancelled-notice";
import { OrderReceipt } from "./order-receipt";
import { OrderTicket } from "./order-ticket";
import { OrderTimeline } from "./order-timeline";
import { SoldOutQuestion } from "./sold-out-question";

// There is no server for the action: commands are sent to their routes.
vi.mock("next/navigation", async (original) => ({
  ...(await original<typeof import("next/navigation")>()),
  unstable_isUnrecognizedActionError: () => true,
}));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const soup = item("Miso soup", { id: uuid(1), quantity: 2, unit_price: 390 });
const ramen = item("Ramen", { id: uuid(2), unit_price: 1290 });
const line: UnavailableLine = {
  order_item_id: soup.id,
  name: soup.name,
  quantity: 2,
  amount: 780,
  proposal: { menu_item_id: uuid(3), name: "Onion soup", amount: 700, allergens: [] },
  answer_by: at(18, 8),
  choice: "replace",
  decided_at: at(18, 6),
  acknowledged_at: null,
};
const replaced: BoardOrder = acceptedOrder(1, {
  items: [soup, ramen],
  unavailable: [line],
  items_total: 700 + 1290,
  refunded_amount: 80,
  final_amount: 700 + 1290 + 250,
});

function show(node: React.ReactNode) {
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, orders, partner, states, status }}>
      <PageRouter>{node}</PageRouter>
    </NextIntlClientProvider>,
  );
}

test("a receipt shows the lines as ordered, what became of them, and sums that add up", () => {
  show(<OrderReceipt order={replaced} />);
  const [first, second] = screen.getAllByRole("listitem");
  expect(first?.textContent).toBe("2Miso soupSold out. You get Onion soup instead€7.80");
  expect(first?.querySelector("s")?.textContent).toBe("Miso soup");
  expect(second?.textContent).toBe("1Ramen€12.90");
  const sums = screen.getAllByRole("definition").map(({ textContent }) => textContent);
  expect(sums).toEqual(["€20.70", "-€0.80", "€2.50", "€22.40"]);
});

test("the timeline says what the customer was asked and what they decided", () => {
  const entry = {
    from_status: "Preparing",
    to_status: "Preparing",
    actor_name: "Somebody",
    reason: null,
    note: null,
    minutes: null,
  } as const;
  const timeline = [
    { ...entry, version: 3, at: at(18, 5), action: "mark_unavailable", actor_kind: "partner" },
    { ...entry, version: 4, at: at(18, 6), action: "answer_unavailable", actor_kind: "customer" },
  ] as const;
  show(<OrderTimeline order={{ ...replaced, timeline: [...timeline] }} />);
  const list = screen.getByRole("list", { hidden: true });
  expect(
    within(list)
      .getAllByRole("listitem", { hidden: true })
      .map(({ textContent }) => textContent),
  ).toEqual([
    "19:05Sushi Bar found something sold outMiso soup: waiting for your answer",
    "19:06You decided about what was sold outMiso soup: replaced by Onion soup",
  ]);
});

test("the question offers what can be done about each line, and needs a choice for each", () => {
  const asked = { ...line, choice: null, decided_at: null };
  const other = {
    ...asked,
    order_item_id: ramen.id,
    name: "Ramen",
    quantity: 1,
    amount: 1290,
    proposal: null,
  };
  const order = acceptedOrder(1, {
    items: [soup, ramen],
    unavailable: [asked, other],
    total_qty: 3,
    answer_by: asked.answer_by,
  });
  show(
    <QueryClientProvider client={new QueryClient()}>
      <AnnounceContext value={() => undefined}>
        <SoldOutQuestion order={order} answerBy={asked.answer_by} headline={{ current: null }} />
      </AnnounceContext>
    </QueryClientProvider>,
  );
  const choicesFor = (name: string) =>
    within(screen.getByRole("group", { name }))
      .getAllByRole("radio")
      .map((radio) => radio.closest("label")?.textContent);
  expect(choicesFor("2 × Miso soup")).toEqual([
    "Take 2 × Onion soup instead€7.00 instead of €7.80",
    "Leave it outYou pay €7.80 less.",
    "Cancel the whole orderYou don't pay anything.",
  ]);
  expect(choicesFor("1 × Ramen")).toHaveLength(2);
  expect(screen.getByText(/Nothing else is left, so the order is being cancelled\.$/)).toBeDefined();
  const [leaveOut] = screen.getAllByRole("radio", { name: /^Leave it out/ });
  if (leaveOut !== undefined) fireEvent.click(leaveOut);
  const last = "Leave it outNothing else is left: this cancels the whole order. You don't pay anything.";
  expect(choicesFor("1 × Ramen").at(0), "with the soup, too").toBe(last);
  expect(choicesFor("2 × Miso soup")).not.toContain(last);

  fireEvent.click(screen.getByRole("radio", { name: /^Take 2 × Onion soup instead/ }));
  fireEvent.click(screen.getByRole("button", { name: "Send my answer" }));
  const missing = screen.getAllByText("Choose what to do");
  expect(missing.map((error) => error.closest("fieldset"))).toEqual([
    screen.getByRole("group", { name: "1 × Ramen" }),
  ]);
});

test("lists of orders name what comes, and not what is left out", () => {
  const other = { ...line, order_item_id: ramen.id, name: "Ramen", quantity: 1, choice: "remove" as const };
  const order = { ...replaced, unavailable: [line, other] };
  show(
    <QueryClientProvider client={new QueryClient()}>
      <AnnounceContext value={() => undefined}>
        <OrderTicket order={order} />
      </AnnounceContext>
    </QueryClientProvider>,
  );
  expect(screen.getByText("Onion soup")).toBeDefined();
  expect(screen.queryByText(/Miso soup|Ramen/)).toBeNull();
  cleanup();
  show(<HistoryTable path="/history" orders={[order]} />);
  expect(screen.getByRole("cell", { name: "2 × Onion soup" })).toBeDefined();
});

test("a cancelled order says how much came back in all, with what was sold out before", () => {
  const cancelled = {
    order_status: "Cancelled",
    payment_method: "demo_card",
    payment_status: "refunded",
    cancelled_at: at(18, 9),
    cancelled_by: "partner",
    cancel_reason: "OUT_OF_ITEMS",
  } as const;
  show(<CancelledNotice order={{ ...replaced, ...cancelled }} />);
  expect(screen.getByText(/^The full €23\.20 was refunded/)).toBeDefined();
});

const askedOrder = acceptedOrder(1, {
  items: [soup, ramen],
  unavailable: [{ ...line, choice: null, decided_at: null }],
  total_qty: 3,
  answer_by: line.answer_by,
});

/** As the order's page, which the test tells when the question is over. */
function Page({ order }: { order: BoardOrder }) {
  const headline = useRef<HTMLHeadingElement>(null);
  return (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, orders, states, status }}>
      <QueryClientProvider client={new QueryClient()}>
        <AnnounceContext value={() => undefined}>
          <h1 ref={headline} tabIndex={-1}>
            Headline
          </h1>
          {order.answer_by !== null && (
            <SoldOutQuestion order={order} answerBy={order.answer_by} headline={headline} />
          )}
        </AnnounceContext>
      </QueryClientProvider>
    </NextIntlClientProvider>
  );
}

test("an answer that came too late is told where it stays, although the question goes", async () => {
  beginToasts(toast);
  const decided = { ...askedOrder, version: 4, unavailable: [line], answer_by: null };
  const refusal = {
    ok: false,
    code: "conflict",
    message: "Too late",
    current: { order: decided, entries: [] },
  };
  vi.stubGlobal("fetch", async () => Response.json(refusal));
  const { rerender } = render(<Page order={askedOrder} />);
  fireEvent.click(screen.getByRole("radio", { name: /^Leave it out/ }));
  fireEvent.click(screen.getByRole("button", { name: "Send my answer" }));
  const told = () => toast.getHistory().map((one) => ("title" in one ? String(one.title) : ""));
  await vi.waitFor(() => expect(told()).toEqual([expect.stringContaining("nothing was done")]), 10_000);
  rerender(<Page order={decided} />);
  expect(screen.queryByRole("radio")).toBeNull();
});

test("the focus goes to the headline with the question that had it, and stays elsewhere", () => {
  const decided = { ...askedOrder, version: 4, unavailable: [line], answer_by: null };
  const { rerender } = render(<Page order={askedOrder} />);
  screen.getByRole("button", { name: "Send my answer" }).focus();
  rerender(<Page order={decided} />);
  expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
  cleanup();
  const other = render(<Page order={askedOrder} />);
  other.rerender(<Page order={decided} />);
  expect(document.activeElement).toBe(document.body);
});

test("an offer that the kitchen takes back is no answer any more, and is not sent", () => {
  const sent = vi.fn();
  vi.stubGlobal("fetch", sent);
  const { rerender } = render(<Page order={askedOrder} />);
  fireEvent.click(screen.getByRole("radio", { name: /^Take 2 × Onion soup instead/ }));
  const [asked] = askedOrder.unavailable;
  if (asked === undefined) throw new Error("Nothing is asked");
  rerender(<Page order={{ ...askedOrder, version: 4, unavailable: [{ ...asked, proposal: null }] }} />);
  expect(screen.queryByRole("radio", { name: /^Take/ })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Send my answer" }));
  expect(screen.getByText("Choose what to do")).toBeDefined();
  expect(sent).not.toHaveBeenCalled();
});
