// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, renderHook, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { StoreContext } from "@/hooks/board/store-context";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { askToChat, useAskedRoom, useAskedToChat } from "@/hooks/chat/chat-request";
import type { DispatchCommands } from "@/hooks/dispatch/dispatch-commands";
import { failure, type Result, success } from "@/lib/commands/result";
import type { DispatchView } from "@/lib/dispatch/model/dispatch-view";
import type { Assignment } from "@/lib/dispatch/model/dispatching";
import { setClockOffset } from "@/lib/realtime/client/server-clock";
import chat from "@/messages/en/chat.json";
import common from "@/messages/en/common.json";
import dispatch from "@/messages/en/dispatch.json";
import realtime from "@/messages/en/realtime.json";
import states from "@/messages/en/states.json";
import { at } from "@/test/support/board-orders";
import {
  dispatchOrder,
  dispatchRider,
  dispatchStore,
  eveningView,
  riderId,
} from "@/test/support/dispatch-views";
import { makePageStream } from "@/test/support/fake-page-stream";
import { PageRouter } from "@/test/support/page-router";
import { STORE } from "@/test/support/store-views";
import { DispatchScreen } from "./dispatch-screen";

const NOW = Date.parse(at(18, 23)) + 10_000;
const LOST = {
  state: "offline",
  since: new Date(NOW - 120_000),
  lastContact: new Date(NOW - 120_000),
} as const;
const TENANT = dispatchOrder(1).tenant_id;

// The page loads them when they are first opened, which no passing of fake time waits for.
beforeAll(() => import("./dispatch-dialogs"));
beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  // A narrow page, whose map comes on demand: there is no WebGL here.
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  setClockOffset(0);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

interface Shown {
  isAdmin?: boolean;
  mayAct?: boolean;
  /** In the store whose page it is. */
  roles?: readonly ("partner" | "admin")[];
  answer?: Result<unknown>;
  assigned?: Assignment;
  status?: Parameters<typeof makePageStream>[0];
  renderedAt?: number;
}

async function show(
  view: DispatchView = eveningView(),
  {
    answer,
    assigned,
    status,
    renderedAt = NOW,
    isAdmin = false,
    mayAct = true,
    roles = ["partner"],
  }: Shown = {},
) {
  const sent: unknown[] = [];
  const said: unknown[] = [];
  const reads: string[] = [];
  const read = { view };
  vi.stubGlobal("fetch", async (path: string) => {
    reads.push(path);
    return Response.json({ success: true, data: read.view });
  });
  const record =
    (name: string) =>
    async (...input: unknown[]) => {
      sent.push([name, ...input]);
      return answer ?? success(null);
    };
  const commands: DispatchCommands = {
    assign: async (orderIds, riderId, reason) => {
      sent.push(["assign", orderIds, riderId, reason]);
      const all = { assigned: [...orderIds], pinned: [], refused: [] };
      return answer?.ok === false ? answer : success(assigned ?? all);
    },
    recall: record("recall"),
    pin: record("pin"),
    offerToAll: async (orderId) => {
      sent.push(["offer_to_all", orderId]);
      return answer?.ok === false ? answer : success({ asked: 3 });
    },
    setMode: async (store, mode) => {
      sent.push(["set_mode", store.id, mode]);
      return answer?.ok === false
        ? failure("conflict", answer.message)
        : success({ ...store.delivery, dispatch_mode: mode });
    },
    quote: async () =>
      success({
        is_possible: true,
        door_at: at(18, 43),
        later_minutes: 5,
        late_minutes: 3,
        sentence: "Kofi comes for E2XYEG anyway.",
      }),
  };
  const stream = makePageStream(status);
  const { wrapper: Stream } = stream;
  render(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={{ chat, common, dispatch, realtime, states }}
    >
      <QueryClientProvider client={new QueryClient()}>
        <Stream>
          <PageRouter>
            <AnnounceContext value={(one) => said.push(typeof one === "string" ? one : one.message)}>
              <StoreContext value={isAdmin ? null : { tenant: STORE, roles, renderedAt, since: undefined }}>
                <DispatchScreen
                  scope={{
                    store: isAdmin ? null : { id: TENANT, slug: "sushi-bar" },
                    timeZone: "Europe/Berlin",
                    mayAct,
                  }}
                  view={view}
                  since="0"
                  renderedAt={renderedAt}
                  commands={commands}
                />
              </StoreContext>
            </AnnounceContext>
          </PageRouter>
        </Stream>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  await pass(0);
  return { sent, said, reads, read, stream };
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const head = (code: string) =>
  within(screen.getByRole("article", { name: code })).getByRole("button", { expanded: false });
const codes = () => screen.getAllByRole("article").map((order) => order.getAttribute("aria-label"));
async function press(key: string, on: Element = document.activeElement ?? document.body) {
  fireEvent.keyDown(on, { key });
  await pass(0);
}
async function click(on: Element) {
  fireEvent.click(on);
  // Dialogs load their code first.
  await pass(0);
  await vi.dynamicImportSettled();
  await pass(0);
}
const dialog = async () => {
  // Its code is loaded in several steps.
  for (let step = 0; step < 50 && screen.queryByRole("alertdialog") === null; step += 1) {
    await vi.dynamicImportSettled();
    await pass(50);
  }
  return within(screen.getByRole("alertdialog"));
};
const news = () => document.querySelector(".dispatch-news")?.textContent;

test("the worst order is first, with its time in words and who has it", async () => {
  await show();
  expect(codes().slice(0, 4)).toEqual(["PRNDXJ", "K9F2QW", "M4T8ZC", "ZB10MD"]);
  const late = screen.getByRole("article", { name: "PRNDXJ" });
  expect(within(late).getByRole("timer", { name: "late by 2 minutes" })).toBeTruthy();
  expect(late.textContent).toContain("Maja is on the way");
  expect(screen.getByRole("article", { name: "M4T8ZC" }).textContent).toContain("◆2 min to spare");
  expect(screen.getByRole("article", { name: "M4T8ZC" }).textContent).toContain("Offer to Rita0:30");
  expect(screen.getByRole("article", { name: "K9F2QW" }).textContent).toContain("1 rider did not take it");
});

test("a chosen order shows the reason in a sentence and what each alternative would cost", async () => {
  await show();
  await click(head("M4T8ZC"));
  const order = within(screen.getByRole("article", { name: "M4T8ZC" }));
  expect(order.getByRole("heading", { name: "Why Rita" })).toBeTruthy();
  expect(order.getByText(/^Rita is at the counter 1 minute before the food/)).toBeTruthy();
  const rows = order.getAllByRole("row").map((row) => row.textContent);
  expect(rows).toEqual([
    "RiderAt doorPromise 19:40",
    "Ritabicycle19:382 min earlychosen",
    "Kofie-bike19:43▲ 3 min latecosts 4 min moreGive",
    "Nora19:373 min earlycosts 6 min moreoff shift, cannot",
    "Same-bike19:46▲ 6 min latecosts 7 min moreGive",
  ]);
});

test("Give says the price, asks why, gives, and can be undone", async () => {
  const { sent, said } = await show();
  await click(head("M4T8ZC"));
  const card = within(screen.getByRole("article", { name: "M4T8ZC" }));
  await click(card.getByRole("button", { name: "Give M4T8ZC to Kofi" }));
  const asked = await dialog();
  // The price is asked for when the dialog opens.
  for (let step = 0; step < 50 && asked.queryByText("▲ 3 min late.") === null; step += 1) await pass(50);
  expect(asked.getByText("▲ 3 min late.")).toBeTruthy();
  expect(asked.getByText("Kofi comes for E2XYEG anyway.")).toBeTruthy();
  fireEvent.change(asked.getByRole("textbox"), { target: { value: " Rita is unwell " } });
  await click(asked.getByRole("button", { name: "Give" }));
  const order = dispatchOrder(2).id;
  expect(sent).toEqual([["assign", [order], riderId(2), "Rita is unwell"]]);
  expect(news()).toBe("M4T8ZC given to Kofi Mensah");
  expect(said).toEqual(["M4T8ZC given to Kofi Mensah"]);
  await press("z", document.body);
  expect(sent[1]).toEqual(["assign", [order], null, "Undone by the dispatcher"]);
  expect(news()).toBe("Undone: M4T8ZC");
  await press("z", document.body);
  expect(sent).toHaveLength(2);
});

test("several orders are given at once by keys, and each goes back to whom it had", async () => {
  const { sent } = await show();
  await press("ArrowDown", document.body);
  await press("ArrowDown");
  await press("x");
  await press("ArrowDown");
  await press("x");
  expect(screen.getByText("2 orders selected")).toBeTruthy();
  await press("3");
  const asked = await dialog();
  expect(asked.getByRole("heading", { name: "Give M4T8ZC, K9F2QW to Lea?" })).toBeTruthy();
  await click(asked.getByRole("button", { name: "Give" }));
  const [first, second] = [dispatchOrder(2).id, dispatchOrder(3).id];
  expect(sent).toEqual([["assign", [first, second], riderId(4), ""]]);
  expect(screen.queryByText("2 orders selected")).toBeNull();
  await press("z", document.body);
  expect(sent.slice(1)).toEqual([
    ["assign", [first], null, "Undone by the dispatcher"],
    ["assign", [second], riderId(4), "Undone by the dispatcher"],
  ]);
});

test("it is told which orders the rider gets next, and which cannot be changed any more", async () => {
  const [first, second] = [dispatchOrder(2).id, dispatchOrder(3).id];
  const { sent } = await show(eveningView(), {
    assigned: { assigned: [], pinned: [second], refused: [first] },
  });
  for (const code of ["M4T8ZC", "K9F2QW"]) {
    head(code).focus();
    await press("x");
  }
  await press("1");
  await click((await dialog()).getByRole("button", { name: "Give" }));
  expect(news()).toBe("K9F2QW kept for Jon Ek, who gets it next · M4T8ZC can't be changed any more");
  await press("z", document.body);
  expect(sent[1]).toEqual(["pin", second, null]);
});

test("an order is kept for its rider by a key, and food on the way is left alone", async () => {
  const { sent } = await show();
  head("M4T8ZC").focus();
  await press("p");
  expect(sent).toEqual([["pin", dispatchOrder(2).id, riderId(1)]]);
  head("PRNDXJ").focus();
  for (const key of ["p", "g", "l", "r", "1"]) await press(key);
  expect(sent).toHaveLength(1);
  expect(screen.queryByRole("alertdialog")).toBeNull();
});

test("an offer is recalled after a question, and cannot be undone", async () => {
  const { sent } = await show();
  head("M4T8ZC").focus();
  await press("r");
  const asked = await dialog();
  expect(asked.getByText(/^Rita is told that the offer is gone/)).toBeTruthy();
  await click(asked.getByRole("button", { name: "Recall offer" }));
  expect(sent).toEqual([["recall", eveningView().orders[1]?.offer?.id]]);
  expect(screen.getByRole("button", { name: /^Undo/ })).toHaveProperty("disabled", true);
});

test("an order is offered to all by a button and by its key, unless somebody has it", async () => {
  const { sent, said } = await show();
  await click(head("M4T8ZC"));
  await click(screen.getByRole("button", { name: /^Offer to all/ }));
  expect(sent).toEqual([["offer_to_all", dispatchOrder(2).id]]);
  expect(said).toEqual(["M4T8ZC offered to 3 free riders"]);
  expect(screen.getByRole("button", { name: /^Undo/ })).toHaveProperty("disabled", true);
  head("ZB10MD").focus();
  await press("a");
  expect(sent[1]).toEqual(["offer_to_all", eveningView().orders[3]?.id]);
  for (const code of ["K9F2QW", "PRNDXJ"]) {
    head(code).focus();
    await press("a");
  }
  expect(sent).toHaveLength(2);
});

test("offers to several riders are counted, and recalled together", async () => {
  const view = eveningView();
  const asked = [1, 3].map((n) => ({ offer_id: `offer ${n}`, rider_id: riderId(n) }));
  const { sent } = await show({
    ...view,
    orders: view.orders.map((order) => (order.order_code === "M4T8ZC" ? { ...order, asked } : order)),
  });
  expect(screen.getByRole("article", { name: "M4T8ZC" }).textContent).toContain("Offer to 2 riders");
  head("M4T8ZC").focus();
  await press("r");
  await click((await dialog()).getByRole("button", { name: "Recall offer" }));
  expect(sent).toEqual([
    ["recall", "offer 1"],
    ["recall", "offer 3"],
  ]);
});

test("the mode is shown, says what another one changes before it is set, and can be set back", async () => {
  const { sent } = await show();
  await click(screen.getByRole("button", { name: "Change how riders are found, now: Automatic" }));
  const asked = await dialog();
  expect(asked.getByText("Sushi Bar works like this already.")).toBeTruthy();
  await click(asked.getByRole("radio", { name: /^By hand/ }));
  expect(asked.getByText(/^For all orders of Sushi Bar that have no rider yet/)).toBeTruthy();
  expect(
    asked.getByText("Nobody is asked until a dispatcher gives the order to a rider. Orders wait until then."),
  ).toBeTruthy();
  await click(asked.getByRole("button", { name: "Change" }));
  expect(sent).toEqual([["set_mode", TENANT, "manual"]]);
  expect(news()).toBe("Sushi Bar: its dispatchers choose each rider");
  await press("z", document.body);
  expect(sent[1]).toEqual(["set_mode", TENANT, "automatic"]);
});

test("the mode is only said to people who may not change it", async () => {
  await show({ ...eveningView(), stores: [dispatchStore({ may_change: false })] });
  expect(screen.getByText("Automatic")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /riders are found/ })).toBeNull();
});

test("an admin chooses the store whose mode changes", async () => {
  const other = dispatchStore({ id: dispatchOrder(9).id, name: "Spice Route" });
  const { sent } = await show({ ...eveningView(), stores: [dispatchStore(), other] }, { isAdmin: true });
  await click(screen.getByRole("button", { name: "Modes of stores" }));
  const asked = await dialog();
  fireEvent.change(asked.getByRole("combobox", { name: "Store" }), { target: { value: other.id } });
  await click(asked.getByRole("radio", { name: /^In turn/ }));
  await click(asked.getByRole("button", { name: "Change" }));
  expect(sent).toEqual([["set_mode", other.id, "in_turn"]]);
});

test("what is refused stays in sight with its reason, and nothing can be undone", async () => {
  const { said } = await show(eveningView(), { answer: failure("conflict", "Rita has just taken it.") });
  head("M4T8ZC").focus();
  await press("p");
  expect(news()).toBe("Rita has just taken it.");
  expect(said).toEqual(["Rita has just taken it."]);
  expect(screen.getByRole("button", { name: /^Undo/ })).toHaveProperty("disabled", true);
});

test("events of the fleet are read after a second, once for many", async () => {
  const { reads, read, stream } = await show();
  read.view = { ...eveningView(), orders: [dispatchOrder(7, { order_code: "NEW7AB" })] };
  const data = { timestamp: at(18, 23), order_ids: [], rider_ids: [] };
  act(() => {
    for (let n = 0; n < 5; n += 1)
      stream.send({
        kind: "event",
        type: "dispatch_changed",
        channel: `fleet:${TENANT}`,
        offset: null,
        data,
      });
  });
  expect(reads).toEqual([]);
  await pass(1_000);
  expect(reads).toEqual(["/api/dispatch?tenant=sushi-bar"]);
  await pass(10);
  expect(codes()).toEqual(["NEW7AB"]);
});

test("a rider who moves is seen to, whatever was read before", async () => {
  const { stream } = await show();
  const rita = () => document.querySelector(`[data-rider="${riderId(1)}"]`)?.textContent;
  await pass(60_000);
  expect(rita()).toContain("not seen for 1 min");
  const [seen] = eveningView().riders;
  if (!seen?.position) throw new Error("Rita has no place");
  const data = {
    ...seen.position,
    at: new Date(NOW + 60_000).toISOString(),
    rider_id: riderId(1),
    order_id: null,
  };
  act(() =>
    stream.send({ kind: "event", type: "rider_location", channel: `fleet:${TENANT}`, offset: null, data }),
  );
  await pass(2_000);
  expect(rita()).toMatch(/seen \d s ago/);
});

test("an order that becomes late is said, and goes to the top", async () => {
  const { said } = await show({
    stores: [],
    orders: [
      dispatchOrder(1, { order_code: "FIRST1", promised_at: at(18, 24), eta_to: at(18, 23) }),
      dispatchOrder(2, { order_code: "OTHER2", promised_at: at(18, 40) }),
    ],
    riders: [],
  });
  await pass(60_000);
  expect(said).toContain("FIRST1 is late");
  expect(codes()).toEqual(["FIRST1", "OTHER2"]);
});

test("staff whose orders the platform dispatches see the reasons, and decide nothing", async () => {
  const { sent } = await show(eveningView(), { mayAct: false });
  await click(head("M4T8ZC"));
  expect(screen.getByRole("heading", { name: "Why Rita" })).toBeTruthy();
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(screen.queryByRole("button", { name: /Give|Pin|Recall/ })).toBeNull();
  for (const key of ["x", "g", "p", "r", "l", "1"]) await press(key, document.body);
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(sent).toEqual([]);
});

test("nothing to dispatch and nobody on shift are said in words", async () => {
  await show({ stores: [], orders: [], riders: [] });
  expect(screen.getByRole("heading", { name: "Nothing to dispatch" })).toBeTruthy();
  expect(screen.getByRole("heading", { name: "No rider on shift" })).toBeTruthy();
});

test("a read that fails is said, and tried again by hand", async () => {
  const { reads } = await show();
  vi.stubGlobal("fetch", async (path: string) => {
    reads.push(path);
    return Response.json({}, { status: 500 });
  });
  await pass(120_000);
  expect(screen.getByText("This may be out of date")).toBeTruthy();
  const before = reads.length;
  await click(screen.getByRole("button", { name: "Try now" }));
  expect(reads.length).toBeGreaterThan(before);
});

test("the keys are listed", async () => {
  await show();
  await press("?", document.body);
  await vi.dynamicImportSettled();
  await pass(0);
  expect(screen.getByRole("dialog", { name: "Keys of the dispatch" })).toBeTruthy();
});

test("sixty orders and fifty riders are all there", async () => {
  const view = eveningView(60);
  const riders = Array.from({ length: 50 }, (_, n) => dispatchRider(n + 1, `Rider ${n + 1}`));
  await show({ ...view, riders });
  expect(screen.getAllByRole("article")).toHaveLength(60);
  expect(document.querySelectorAll("li[data-rider]")).toHaveLength(50);
});

test("without a line, an admin's page says since when, and what to do", async () => {
  const { said } = await show(eveningView(), { status: LOST, renderedAt: NOW - 130_000, isAdmin: true });
  const told = within(screen.getByRole("region", { name: "No connection" }));
  expect(told.getByRole("heading", { name: "No news of orders or riders since 19:21" })).toBeTruthy();
  expect(told.getAllByRole("listitem")).toHaveLength(3);
  expect(said).toEqual(["No news of orders or riders since 19:21"]);
});

test("in a store, its frame says so, and the page does not say it again", async () => {
  const { said } = await show(eveningView(), { status: LOST, renderedAt: NOW - 130_000 });
  expect(screen.queryByRole("region", { name: "No connection" })).toBeNull();
  expect(said).toEqual([]);
});

test("the chats of an order are one press away for the store's staff, also when nothing can be decided", async () => {
  const [first] = eveningView().orders;
  if (first === undefined) throw new Error("The evening has orders");
  const carried = { ...first, rider_id: riderId(1), rider_name: "Kofi", rider_state: "accepted" as const };
  await show({ ...eveningView(), orders: [carried] }, { mayAct: false });
  await click(head(first.order_code));
  const asked = renderHook(() => [useAskedToChat(), useAskedRoom()]);
  const card = within(screen.getByRole("article", { name: first.order_code }));
  fireEvent.click(card.getByRole("button", { name: "Message" }));
  expect(asked.result.current).toEqual([first.id, "store_rider"]);
  act(() => askToChat(null));
});

test.each([
  ["for all stores", { isAdmin: true }],
  ["in a store", { roles: ["admin"] as const }],
])("an admin %s, who is no member of the chats, is led to where a reason is given", async (_, who) => {
  const [first] = eveningView().orders;
  if (first === undefined) throw new Error("The evening has orders");
  await show(eveningView(), who);
  await click(head(first.order_code));
  const card = within(screen.getByRole("article", { name: first.order_code }));
  expect(card.queryByRole("button", { name: "Message" })).toBeNull();
  const link = card.getByRole("link", { name: `Read chats of ${first.order_code}` });
  expect(link.getAttribute("href")).toBe(`/admin/chats/${first.id}`);
});
