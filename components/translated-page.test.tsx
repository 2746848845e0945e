// @vitest-environment happy-dom

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { AlarmBand } from "@/components/board/alarm/alarm-band";
import { WaitingBar } from "@/components/board/alarm/waiting-bar";
import { BoardColumns } from "@/components/board/board-columns";
import { ColumnTabs } from "@/components/board/column-tabs";
import { AlarmBar } from "@/components/board/frame/alarm-bar";
import { BoardFigures } from "@/components/board/frame/board-figures";
import { ShiftBanner } from "@/components/board/frame/shift-banner";
import { SoundPill } from "@/components/board/frame/sound-pill";
import { NoOrdersYet } from "@/components/board/no-orders-yet";
import { TicketProblem } from "@/components/board/ticket/ticket-problem";
import { TicketWaiting } from "@/components/board/ticket/ticket-waiting";
import { HistoryTable } from "@/components/history/history-table";
import { OrderRecord } from "@/components/history/order-record";
import { ActiveOrdersBadge } from "@/components/orders/active-orders-badge";
import { MyOrders } from "@/components/orders/my-orders";
import { OrderTracking } from "@/components/orders/order-tracking";
import { FailedJobs } from "@/components/platform/failed-jobs";
import { JobQueues } from "@/components/platform/job-queues";
import { JobSchedules } from "@/components/platform/job-schedules";
import { LateSchedules } from "@/components/platform/late-schedules";
import { ReactionProblems } from "@/components/platform/reaction-problems";
import { RunningJobs } from "@/components/platform/running-jobs";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { StreamBanner } from "@/components/realtime/stream-banner";
import { SiteHeader } from "@/components/shell/site-header";
import { CartBar } from "@/components/shop/cart/cart-bar";
import { CartLineRow } from "@/components/shop/cart/cart-line-row";
import { CheckoutChanges } from "@/components/shop/checkout/checkout-changes";
import { CheckoutLines } from "@/components/shop/checkout/checkout-lines";
import { CheckoutProblem } from "@/components/shop/checkout/checkout-problem";
import { DishRow } from "@/components/shop/menu/dish-row";
import { FavouriteDishes } from "@/components/shop/menu/favourite-dishes";
import { OptionGroupField } from "@/components/shop/menu/option-group-field";
import { RestaurantCard } from "@/components/shop/restaurant-card";
import { RestaurantHeading } from "@/components/shop/restaurant-heading";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { ErrorState } from "@/components/ui/feedback/error-state";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { MenuChoice } from "@/components/ui/overlay/menu-item";
import { type LiveBoard, LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext } from "@/hooks/board/store-context";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { type RealtimeClient, RealtimeContext } from "@/hooks/realtime/realtime-context";
import type { Press } from "@/lib/board/client/press";
import { alarmRecord } from "@/lib/board/model/alarm-record";
import { COLUMNS, dayOf, toColumns } from "@/lib/board/model/columns";
import { NO_WINDOWS } from "@/lib/broadcasts/model/standstill";
import type { CartLine } from "@/lib/cart/model/schema";
import type { MenuItem } from "@/lib/menu/model/schema";
import type { BoardOrder, OrderDetail, TimelineEntry } from "@/lib/orders/model/schema";
import type { ConnectionState } from "@/lib/realtime/client/stream/stream-state";
import admin from "@/messages/en/admin.json";
import common from "@/messages/en/common.json";
import orders from "@/messages/en/orders.json";
import partner from "@/messages/en/partner.json";
import printing from "@/messages/en/printing.json";
import realtime from "@/messages/en/realtime.json";
import shell from "@/messages/en/shell.json";
import shop from "@/messages/en/shop.json";
import states from "@/messages/en/states.json";
import status from "@/messages/en/status.json";
import { acceptedOrder, at, boardOrder, item, updateTo } from "@/test/support/board-orders";
import { NEVER_OPEN } from "@/test/support/intake";
import { liveBoard, NONE_WAITS, OPEN, STORE, TICKET_HANDLERS } from "@/test/support/store-views";
import { looseTextsIn, translateIn } from "@/test/support/translator";

vi.mock("next/navigation", () => ({
  usePathname: () => "/orders",
  unstable_isUnrecognizedActionError: () => false,
  useRouter: () => ({ refresh: () => undefined, push: () => undefined, prefetch: () => undefined }),
}));

const NOW = Date.parse(at(18, 6));
const messages = { admin, common, orders, partner, printing, realtime, shell, shop, states, status };

const items = [
  item("Dragon roll", {
    quantity: 2,
    options: [{ id: "019a0000-0000-7000-8000-000000000001", name: "No wasabi", price: 0 }],
    allergens: ["sesame"],
    note: "extra ginger",
  }),
];
const words = { items, note: "Allergic to sesame", address: { ...boardOrder(1).address, note: "2nd floor" } };

/** One order at each point of its life. */
const KEPT: Press = {
  key: "key-1",
  subject: boardOrder(1).id,
  orderCode: boardOrder(1).order_code,
  action: { name: "accept" },
  shown: 1,
  version: 1,
  pressedAt: NOW,
  meantAt: NOW,
  tries: 1,
  isSending: false,
};

const LIFE = [
  boardOrder(1),
  boardOrder(1, { ...words, acknowledged_at: at(18, 1) }),
  acceptedOrder(1),
  acceptedOrder(1, { ...words, promised_at: at(18, 1) }),
  acceptedOrder(1, { ready_at: at(18, 5) }),
  acceptedOrder(1, {
    ...words,
    order_status: "Out for Delivery",
    ready_at: at(18, 5),
    dispatched_at: at(18, 5),
  }),
  acceptedOrder(1, { order_status: "Delivered", ready_at: at(18, 5), delivered_at: at(18, 6) }),
  boardOrder(1, {
    order_status: "Cancelled",
    cancelled_at: at(18, 6),
    cancelled_by: "partner",
    cancel_reason: "OUT_OF_ITEMS",
    cancel_note: "No rice",
    payment_status: "released",
  }),
].map((order, index): BoardOrder => ({ ...order, version: index + 1 }));

function detailOf(order: BoardOrder): OrderDetail {
  const { entry } = updateTo(order);
  const placed: TimelineEntry = { ...entry, version: 1, action: "place", from_status: null, minutes: null };
  const delay: TimelineEntry = { ...entry, action: "delay", minutes: 5, note: "rice is on" };
  const timeline = [placed, { ...entry, version: 2 }, delay].slice(0, order.version);
  return { ...order, timeline };
}

function streamThatIs(state: ConnectionState): RealtimeClient {
  const since = new Date(NOW);
  const known = { state, since, lastContact: state === "connecting" ? null : since };
  const nothing = () => () => undefined;
  return {
    start: () => undefined,
    stop: () => undefined,
    expect: () => undefined,
    retry: () => undefined,
    subscribe: nothing,
    subscribeToAll: nothing,
    status: () => known,
    onStatus: nothing,
  };
}

const queries = new QueryClient({ defaultOptions: { queries: { enabled: false } } });

function page(
  content: ReactNode,
  more: { live?: Partial<LiveBoard>; state?: ConnectionState; of?: BoardOrder[] } = {},
) {
  return (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={messages}>
      <QueryClientProvider client={queries}>
        <AnnounceContext value={() => undefined}>
          <StoreContext value={{ tenant: STORE, roles: ["partner"], renderedAt: NOW, since: undefined }}>
            <LiveBoardContext value={liveBoard(more.of ?? [], more.live)}>
              <RealtimeContext value={streamThatIs(more.state ?? "live")}>{content}</RealtimeContext>
            </LiveBoardContext>
          </StoreContext>
        </AnnounceContext>
      </QueryClientProvider>
    </NextIntlClientProvider>
  );
}

const boards = [
  [],
  ...LIFE.map((order) => [order]),
  LIFE.slice(0, 1).concat(acceptedOrder(2), acceptedOrder(3)),
];
const columnsOf = (shown: readonly BoardOrder[]) => toColumns(shown, dayOf(NOW, STORE.time_zone));
const dish: MenuItem = {
  id: items[0]?.menu_item_id ?? "",
  name: "Dragon roll",
  description: "",
  price: 1290,
  vat_bp: null,
  pickup_vat_bp: null,
  available: true,
  available_until: null,
  allergens: [],
  may_contain: [],
  free_of: [],
  photo: null,
  version: 1,
  glyph: "roll",
  points: 1,
  options: [],
};
const line: CartLine = {
  menu_item_id: dish.id,
  name: dish.name,
  unit_price: 1290,
  quantity: 1,
  option_ids: [],
  option_names: [],
  note: "",
};
const sauce = { id: "sauce", name: "Sauce", minimum: 1, maximum: 2 };
const group = {
  ...sauce,
  options: [
    { id: "soy", group: sauce, name: "Soy", price: 0, available: true, available_until: null },
    { id: "mayo", group: sauce, name: "Mayonnaise", price: 50, available: false, available_until: null },
  ],
};
const run = {
  name: "order:auto_confirm",
  running: 1,
  running_since: new Date(NOW),
  progress: null,
  message: null,
};
const failedJob = {
  id: "1",
  name: "mail",
  kind: "dead",
  error: "refused",
  attempts: 3,
  failed_at: at(18),
  next_at: null,
} as const;
const schedule = {
  name: "upkeep",
  lastRunAt: null,
  dueAt: new Date(NOW),
  nextAt: new Date(NOW),
  isLate: false,
};
const queue = {
  name: "upkeep",
  waiting: 0,
  running: 0,
  retrying: 0,
  dead: 0,
  hasFailed: false,
  lastRunAt: null,
  processed: null,
};
const problem = {
  reaction: "webhooks",
  channel: "tenant:1:orders",
  error: null,
  retry_at: null,
  reset_at: null,
};
const STATES: ConnectionState[] = ["connecting", "live", "offline", "refused", "signed_out"];
const nothing = () => undefined;

const ONE_EACH = { new: 1, preparing: 1, ready: 1, out: 1 };
const NOWHERE = { new: new Map(), preparing: new Map(), ready: new Map(), out: new Map() };

/** Screens and parts, each in states between which it changes in front of a person. */
const SCENES: Record<string, ReactNode[]> = {
  "the board": boards.map((of) =>
    page(
      <BoardColumns
        all={columnsOf(of)}
        shown={columnsOf(of)}
        chosen="new"
        isSearching={false}
        isCollapsed={() => false}
        isEmpty={of.length === 0}
        toggle={nothing}
        arrange={(_, tickets) => tickets}
        slots={ONE_EACH}
        placed={NOWHERE}
        empty={<NoOrdersYet />}
        ticket={(order) => ({
          order,
          minutes: 20,
          isTabStop: false,
          settles: false,
          pending: undefined,
          problem: undefined,
          waiting: undefined,
          handlers: TICKET_HANDLERS,
        })}
      />,
      { of },
    ),
  ),
  "a ticket while a press is pending": (["accept", undefined, "decline"] as const).map((pending) =>
    page(
      <BoardColumns
        all={columnsOf(LIFE.slice(0, 1))}
        shown={columnsOf(LIFE.slice(0, 1))}
        chosen="new"
        isSearching={pending !== undefined}
        isCollapsed={(column) => column === "done" && pending !== undefined}
        isEmpty={false}
        toggle={nothing}
        arrange={(_, tickets) => tickets}
        slots={ONE_EACH}
        placed={NOWHERE}
        empty={<NoOrdersYet />}
        ticket={(order) => ({
          order,
          minutes: pending === "accept" ? 25 : 20,
          isTabStop: false,
          settles: false,
          pending,
          problem: undefined,
          waiting: undefined,
          handlers: TICKET_HANDLERS,
        })}
      />,
    ),
  ),
  "a problem on a ticket": [
    page(null),
    page(
      <TicketProblem
        key="refused"
        order={boardOrder(1)}
        problem={{ kind: "refused", message: "Too late" }}
        handlers={TICKET_HANDLERS}
      />,
    ),
  ],
  "presses that wait to be sent": [[], [KEPT], [KEPT, { ...KEPT, key: "key-2", meantAt: 0 }]].map((presses) =>
    page(<TicketWaiting presses={presses} handlers={TICKET_HANDLERS} />),
  ),
  "the board's tabs": boards.map((of) =>
    page(<ColumnTabs columns={columnsOf(of)} chosen="new" onChoose={nothing} />),
  ),
  "the board's figures": boards.map((of) => page(<BoardFigures />, { of })),
  "the alarm": [[], LIFE.slice(0, 1), [boardOrder(1), boardOrder(2)]].map((ringing) =>
    page(<AlarmBar />, { live: { alarm: { ringing, silence: nothing, silences: 0 } } }),
  ),
  "the band of the alarm": [[], LIFE.slice(0, 1), [1, 2, 3, 4].map((n) => boardOrder(n))].map((ringing) =>
    page(<AlarmBand waiting={NONE_WAITS} />, { live: { alarm: { ringing, silence: nothing, silences: 0 } } }),
  ),
  "the bar of waiting orders": [[], [2], [3], [2, 3]].map((numbers) => {
    const sounded = new Set(numbers.map((n) => boardOrder(n).id));
    return page(<WaitingBar waiting={{ ...NONE_WAITS, sounded }} />, { of: boards.at(-1) });
  }),
  "the shift": (["off", "on", "blocked", "unsupported"] as const).flatMap((sound) =>
    [true, false].map((isStarted) => {
      const { shift } = liveBoard([]);
      const content = [<ShiftBanner key="banner" />, <SoundPill key="pill" />];
      return page(content, { live: { shift: { ...shift, sound, isStarted, screen: "on" } } });
    }),
  ),
  "the page of an order": LIFE.map((order) =>
    page(<OrderTracking fromServer={detailOf(order)} since={undefined} />),
  ),
  "the list of orders": [
    page(<MyOrders fromServer={{ orders: [], next_cursor: undefined }} />),
    ...LIFE.map((order) => page(<MyOrders fromServer={{ orders: [order], next_cursor: "older" }} />)),
  ],
  "the number of open orders": [[], [boardOrder(1)], [boardOrder(1), boardOrder(2)]].map((open) =>
    page(<ActiveOrdersBadge fromServer={{ orders: open, next_cursor: undefined }} />),
  ),
  "the record of an order": LIFE.flatMap((order) => {
    const none = alarmRecord(detailOf(order), [], [], NO_WINDOWS);
    const device_id = boardOrder(1).id;
    const heard = { device_id, device_name: "Counter", rang_at: order.created_at, silenced_at: null };
    const mailed = { step: "email", at: order.created_at, people: 1, sent: 1, waiting: 0, over: 0 } as const;
    const alarm = alarmRecord(detailOf(order), [heard], [mailed], NO_WINDOWS);
    return [none, alarm].map((one) =>
      page(<OrderRecord key="record" order={detailOf(order)} story={[]} alarm={one} />),
    );
  }),
  "the history": LIFE.map((order) => page(<HistoryTable path="/history" orders={[order]} />)),
  "the connection": STATES.map((state) =>
    page([<ConnectionPill key="pill" />, <StreamBanner key="banner" />], { state }),
  ),
  "a header": [undefined, "Sushi Bar", <b key="b">Sushi Bar</b>].map((end) =>
    page(<SiteHeader end={end} links={[{ href: "/", label: "Restaurants" }]} />),
  ),
  "a restaurant": [
    { tenant: STORE, favourite: { name: "Dragon roll", price: 1290 }, isNew: false },
    { tenant: STORE, favourite: null, isNew: true },
    {
      tenant: { ...STORE, id: "closed", hours: NEVER_OPEN, delivery_fee: 0, minimum_order: 0 },
      favourite: null,
      isNew: false,
    },
    ...(["busy", "paused"] as const).map((mode) => ({
      tenant: {
        ...STORE,
        id: mode,
        intake: {
          ...STORE.intake,
          mode,
          extra_minutes: mode === "busy" ? 15 : 0,
          reason: "Two large groups",
        },
      },
      favourite: null,
      isNew: false,
    })),
  ].map(({ isNew, ...front }) =>
    page([
      <RestaurantCard
        key="card"
        storefront={{ ...front, status: OPEN, glyphs: ["nigiri", "roll"] }}
        isNew={isNew}
        renderedAt={NOW}
      />,
      <RestaurantHeading key="heading" tenant={front.tenant} isNew={isNew} renderedAt={NOW} />,
    ]),
  ),
  "the dishes that are ordered most": [0, 2].map((count) =>
    page(
      <FavouriteDishes
        items={[dish, { ...dish, id: `${dish.id}2`, options: group.options }]}
        currency="EUR"
        glyphOf={() => "roll"}
        countOf={() => count}
        onAdd={nothing}
        onOpen={nothing}
      />,
    ),
  ),
  "a dish": [
    { item: dish, inCart: 0 },
    { item: dish, inCart: 2 },
    { item: { ...dish, available: false, description: "Eel", allergens: ["fish"] }, inCart: 0 },
    {
      item: { ...dish, available: false, available_until: new Date(NOW).toISOString() },
      inCart: 0,
    },
    { item: { ...dish, options: group.options }, inCart: 1 },
  ].map((state) =>
    page(
      <DishRow
        {...state}
        glyph="roll"
        currency="EUR"
        timeZone="Europe/Berlin"
        onAdd={nothing}
        onOpen={nothing}
      />,
    ),
  ),
  "the cart": [
    { line, difference: undefined },
    { line: { ...line, quantity: 3, note: "no rice", option_names: ["Soy"] }, difference: undefined },
    {
      line,
      difference: { kind: "price", identity: "", name: "", was: 1290, now: 1390 } as const,
    },
    {
      line,
      difference: { kind: "problem", identity: "", name: "", problem: "item_gone" } as const,
    },
  ].map((state) =>
    page([
      <CartLineRow key="line" {...state} currency="EUR" onQuantity={nothing} onRemove={nothing} />,
      <CartBar key="bar" count={state.line.quantity} total={1290} tenant={STORE}>
        {null}
      </CartBar>,
      <CheckoutLines
        key="lines"
        cart={{ version: 1, key: "12345678", delivery_fee: 250, lines: [state.line] }}
        tenant={STORE}
        quote={null}
        changes={state.difference === undefined ? [] : [state.difference]}
      />,
      <CheckoutChanges
        key="changes"
        changes={state.difference === undefined ? [] : [state.difference]}
        currency="EUR"
        total={1290 * state.line.quantity}
        onAccept={nothing}
      />,
    ]),
  ),
  "a checkout that fails": (["unreachable", "signed_out", "key_reused"] as const).map((kind) =>
    page(<CheckoutProblem outcome={{ kind }} path="/" onOrderAgain={nothing} />),
  ),
  "the options of a dish": [[], ["soy"], ["soy", "mayo"]].flatMap((chosen) =>
    [true, false].map((showsFault) =>
      page(
        <OptionGroupField
          group={group}
          chosen={new Set(chosen)}
          currency="EUR"
          showsFault={showsFault}
          onChange={nothing}
        />,
      ),
    ),
  ),
  "the background work": [
    page([
      <LateSchedules key="late" count={0} />,
      <RunningJobs key="running" jobs={[]} />,
      <FailedJobs key="failed" jobs={[]} path="/" isOlder={false} nextCursor={null} />,
      <JobSchedules key="schedules" schedules={[schedule]} />,
      <JobQueues key="queues" queues={[queue]} countAtMost={10} />,
      <ReactionProblems key="reactions" problems={[{ ...problem, failures: 0, resets: 1 }]} />,
    ]),
    page([
      <LateSchedules key="late" count={1} />,
      <RunningJobs key="running" jobs={[{ ...run, progress: 40, message: "2 of 5" }]} />,
      <FailedJobs
        key="failed"
        jobs={[{ ...failedJob, kind: "retrying", next_at: at(19) }]}
        path="/"
        isOlder={false}
        nextCursor="next"
      />,
      <JobSchedules
        key="schedules"
        schedules={[{ ...schedule, lastRunAt: new Date(at(17)), isLate: true }]}
      />,
      <JobQueues
        key="queues"
        queues={[{ ...queue, waiting: 10, hasFailed: true, lastRunAt: new Date(at(17)), processed: 2 }]}
        countAtMost={10}
      />,
      <ReactionProblems
        key="reactions"
        problems={[{ ...problem, error: "stuck", failures: 2, resets: 0 }]}
      />,
    ]),
    page([
      <LateSchedules key="late" count={2} />,
      <RunningJobs key="running" jobs={[{ ...run, running: 2 }]} />,
      <FailedJobs key="failed" jobs={[failedJob]} path="/" isOlder={true} nextCursor={null} />,
      <JobSchedules key="schedules" schedules={[{ ...schedule, lastRunAt: new Date(at(17)) }]} />,
      <JobQueues key="queues" queues={[{ ...queue, dead: 3, processed: 0 }]} countAtMost={10} />,
      <ReactionProblems key="reactions" problems={[{ ...problem, failures: 1, resets: 2 }]} />,
    ]),
  ],
  "the primitives": [
    { text: "Save", isOn: false, error: undefined },
    { text: "Saving", isOn: true, error: "Please fill this in" },
    { text: 3, isOn: true, error: undefined },
    { text: <b key="b">Saved</b>, isOn: false, error: "Too long" },
  ].map(({ text, isOn, error }) =>
    page([
      <Button key="button" pending={isOn}>
        {text}
      </Button>,
      <Checkbox key="checkbox" label={text} description={error} readOnly checked={isOn} />,
      <Field key="field" label={text} error={error} optional={isOn} description={isOn ? "Why" : undefined}>
        <Input />
      </Field>,
      <RadioCards
        key="radio"
        legend={text}
        name="n"
        error={error}
        options={[{ value: "a", label: text, description: error }]}
      />,
      <MenuChoice key="choice" checked={isOn} onSelect={nothing}>
        {text}
      </MenuChoice>,
      <NumberStepper
        key="stepper"
        label="n"
        value={isOn ? 1 : 2}
        shows={isOn ? "sign" : "step"}
        onValueChange={nothing}
      />,
      <EmptyState key="empty" title={text} icon={isOn ? "?" : undefined} actions={error}>
        {text}
      </EmptyState>,
      <ErrorState
        key="error"
        error={Object.assign(new Error("hidden"), isOn ? { digest: "123" } : {})}
        onRetry={nothing}
      >
        {text}
      </ErrorState>,
    ]),
  ),
};

/** These never replace an order by an older version of it. */
const ONLY_FORWARD = ["the page of an order", "the list of orders", "the number of open orders"];

/** From each state to the next one, and back where there is a way back. */
function changesOf(name: string, states: readonly ReactNode[]): [before: ReactNode, after: ReactNode][] {
  const forward = states.slice(1).map((after, index): [ReactNode, ReactNode] => [states[index], after]);
  if (ONLY_FORWARD.includes(name)) return forward;
  return [...forward, ...forward.map(([before, after]): [ReactNode, ReactNode] => [after, before])];
}

afterEach(() => {
  cleanup();
  queries.clear();
  vi.useRealTimers();
});

function textOf(content: ReactNode): string {
  queries.clear();
  const { container, unmount } = render(content);
  const text = container.textContent ?? "";
  unmount();
  return text;
}

describe.each(Object.entries(SCENES))("%s, translated by the browser,", (name, states) => {
  test("holds no text that React has to find again", { timeout: 120_000 }, () => {
    for (const state of states) {
      const { container, unmount } = render(state);
      expect(looseTextsIn(container)).toEqual([]);
      unmount();
    }
  });

  test("changes from each state to each other one without an error or an old text", () => {
    vi.useFakeTimers({ now: NOW, toFake: ["Date", "setTimeout", "clearTimeout"] });
    for (const [before, after] of changesOf(name, states)) {
      const expected = textOf(after);
      queries.clear();
      const { container, rerender, unmount } = render(before);
      translateIn(container);
      rerender(after);
      expect(container.textContent).toBe(expected);
      unmount();
    }
  }, 120_000);
});

test("every column of the board has been shown", () => {
  const filled = COLUMNS.filter((column) => boards.some((of) => columnsOf(of)[column].length > 0));
  expect(filled).toEqual(COLUMNS);
});

test("a countdown on a translated page goes on", { timeout: 120_000 }, async () => {
  vi.useFakeTimers({ now: NOW });
  const { container } = render(
    page(<OrderTracking fromServer={detailOf(boardOrder(1))} since={undefined} />),
  );
  translateIn(container);
  expect(container.textContent).toContain("2:00");
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect(container.textContent).toContain("1:58");
  expect(container.textContent).not.toContain("2:00");
});
