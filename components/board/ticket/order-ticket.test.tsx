// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Kitchen, KitchenContext } from "@/hooks/board/kitchen-context";
import { StoreContext } from "@/hooks/board/store-context";
import { stationsByDish } from "@/lib/board/model/kitchen/stations";
import { knowMaintenance } from "@/lib/broadcasts/client/maintenance";
import type { BoardOrder, OrderItem } from "@/lib/orders/model/schema";
import type { UnavailableLine } from "@/lib/orders/model/unavailable/schema";
import chat from "@/messages/en/chat.json";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import printing from "@/messages/en/printing.json";
import { acceptedOrder, at, boardOrder, item } from "@/test/support/board-orders";
import { STORE, TICKET_HANDLERS } from "@/test/support/store-views";
import { OrderTicket } from "./order-ticket";

const uuid = (n: number) => `019a0000-0000-7000-8000-00000000000${n}`;
const roll = item("Dragon roll", {
  id: uuid(1),
  menu_item_id: uuid(1),
  quantity: 2,
  options: [
    { id: uuid(3), name: "No avocado", price: 0 },
    { id: uuid(4), name: "Spicy mayonnaise", price: 80 },
  ],
  allergens: ["sesame"],
});
const soup = item("Miso soup", { id: uuid(2), menu_item_id: uuid(2) });
const STATIONS = [
  { id: "rolls", name: "Rolls", dishes: [roll.menu_item_id] },
  { id: "soups", name: "Soups", dishes: [soup.menu_item_id] },
];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  cleanup();
  knowMaintenance([]);
  vi.useRealTimers();
});

/** Its code comes after the page. */
beforeAll(async () => {
  const line = changedLine(soup);
  show(acceptedOrder(1, { items: [soup], unavailable: [line] }));
  await screen.findByText("Seen");
  cleanup();
});

function changedLine(
  { id, name, quantity }: OrderItem,
  more: Partial<UnavailableLine> = {},
): UnavailableLine {
  return {
    ...{ order_item_id: id, name, quantity, amount: 1290, proposal: null, answer_by: at(18, 8) },
    ...{ choice: "remove", decided_at: at(18, 6), acknowledged_at: null },
    ...more,
  };
}

function show(order: BoardOrder, kitchen: Partial<Kitchen> = {}, now = at(18, 5)) {
  vi.setSystemTime(now);
  const all = { stations: STATIONS, chosen: new Set<string>(), byDish: stationsByDish(STATIONS) };
  render(
    <NextIntlClientProvider locale="en" messages={{ chat, common, partner, printing }} timeZone="UTC">
      <StoreContext
        value={{ tenant: STORE, roles: ["partner"], renderedAt: Date.parse(now), since: undefined }}
      >
        <KitchenContext value={{ ...all, isExpediter: false, litDish: null, ...kitchen }}>
          <OrderTicket
            order={order}
            minutes={null}
            isTabStop
            settles={false}
            pending={undefined}
            problem={undefined}
            waiting={undefined}
            handlers={TICKET_HANDLERS}
          />
        </KitchenContext>
      </StoreContext>
    </NextIntlClientProvider>,
  );
  return screen.getByRole("article");
}

test.each([
  [3, "17 min", "due in 17 minutes"],
  [12, "in8:00", "due in 8 minutes"],
  [18, "◆in2:00", "due soon: in 2 minutes"],
  [27, "▲late7:00", "late by 7 minutes"],
  [33, "▲late13", "late by 13 minutes"],
] as const)("at 18:%i an order due at 18:20 says %s", (minute, shown, said) => {
  show(acceptedOrder(1, { items: [roll] }), {}, at(18, minute));
  const timer = screen.getByRole("timer", { name: said });
  expect(timer.textContent).toBe(shown);
});

test("the time until which a customer decides about a dish is moved by maintenance", () => {
  const order = acceptedOrder(1, {
    items: [soup],
    unavailable: [changedLine(soup, { choice: null, decided_at: null })],
  });
  expect(show(order).textContent).toContain("decides by 19:08");
  cleanup();
  knowMaintenance([[Date.parse(at(18, 4)), Date.parse(at(18, 14))]]);
  // Asked at 18:05, so that nine of the ten minutes count.
  expect(show(order).textContent).toContain("decides by 19:17");
});

test("the button to accept says the minutes to the time that the customer was told, and keeps it", () => {
  const change = vi.spyOn(TICKET_HANDLERS, "change");
  const order = boardOrder(1);
  show(order, {}, at(18, 4));
  const button = screen.getByRole("button", { name: /^Accept · 16 min/ });
  expect(button.querySelector<HTMLElement>("[data-promise]")?.dataset.promise).toContain("19:35");
  fireEvent.click(button);
  expect(change).toHaveBeenCalledWith(order, { name: "accept" });
  change.mockRestore();
});

test("options stand one a line, what is left out and what is added with a sign", () => {
  const ticket = show(acceptedOrder(1, { items: [roll] }));
  const lines = [...ticket.querySelectorAll("small.ticket-option")].map((line) => line.textContent);
  expect(lines).toEqual(["Noavocado", "+Spicy mayonnaise"]);
});

test("an allergy stands above the dishes, in full, and a dish whose recipe holds it says so", () => {
  const note = "Allergic to sesame, not even oil";
  const ticket = show(acceptedOrder(1, { items: [roll, soup], note }));
  const band = within(ticket).getByText(note);
  const dishes = within(ticket).getByRole("list");
  expect(band.compareDocumentPosition(dishes) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0);
  expect(within(ticket).getByText("Allergy")).toBeDefined();
  expect(within(dishes).getAllByText("recipe has sesame")).toHaveLength(1);
  expect(within(ticket).getAllByText(note), "it is no note, too").toHaveLength(1);
});

test("an allergy of one dish stands above with the dish's name, and again at the dish", () => {
  const note = "Allergic to sesame";
  const ticket = show(acceptedOrder(1, { items: [roll, { ...soup, note }] }));
  expect(within(ticket).getByText(`Miso soup: ${note}`)).toBeDefined();
  const lines = within(ticket).getAllByRole("listitem");
  expect(
    lines.map((line) =>
      within(line)
        .queryAllByText(note)
        .map(({ className }) => className),
    ),
  ).toEqual([[], ["ticket-note"]]);
});

test("another note is a plain note, and the address is shown when the food leaves", () => {
  const order = acceptedOrder(1, { items: [soup], note: "Chopsticks for three" });
  const address = { line1: "Quay Walk 9", city: "Hamburg", postal_code: "20457", note: "Ring twice" };
  const preparing = show({ ...order, address });
  expect(within(preparing).getByText("Chopsticks for three")).toBeDefined();
  expect(within(preparing).queryByText("Allergy")).toBeNull();
  expect(within(preparing).queryByText(/Quay Walk/)).toBeNull();
  cleanup();
  const ready = show({ ...order, address, ready_at: at(18, 4) });
  expect(within(ready).getByText("Quay Walk 9, 20457 Hamburg")).toBeDefined();
  expect(within(ready).getByText("Ring twice")).toBeDefined();
});

test("a sold-out line is struck through and says what becomes of it, until the order leaves", () => {
  const proposal = { menu_item_id: uuid(5), name: "Clear soup", amount: 300, allergens: ["sesame"] };
  const line = {
    order_item_id: soup.id,
    name: soup.name,
    quantity: 1,
    amount: 1290,
    proposal,
    answer_by: at(18, 8),
    choice: null,
    decided_at: null,
    acknowledged_at: null,
  };
  const order = acceptedOrder(1, { items: [roll, soup], note: "Allergic to sesame", unavailable: [line] });
  const said = (more: Partial<BoardOrder>) => {
    cleanup();
    const [, second] = within(show({ ...order, ...more })).getAllByRole("listitem");
    return { text: second?.textContent, isStruck: second?.querySelector("s")?.textContent };
  };
  expect(said({ answer_by: line.answer_by })).toEqual({
    text: "1 timesMiso soupSold out: the customer decides by 19:08",
    isStruck: "Miso soup",
  });
  expect(said({ unavailable: [{ ...line, choice: "remove" }] }).text).toContain("Sold out: left out");
  const replaced = [{ ...line, choice: "replace" as const }];
  expect(said({ unavailable: replaced }).text).toBe(
    "1 timesMiso soupSold out: make 1 × Clear souprecipe has sesame",
  );
  expect(said({ unavailable: replaced, order_status: "Out for Delivery" })).toEqual({
    text: "1 timesClear souprecipe has sesame",
    isStruck: undefined,
  });
});

test("the options of a dish that is not made are struck with it, and a replacement has none of them", () => {
  const proposal = { menu_item_id: uuid(5), name: "Clear soup", amount: 300, allergens: [] };
  const line = {
    order_item_id: roll.id,
    name: roll.name,
    quantity: 2,
    amount: 2580,
    proposal,
    answer_by: at(18, 8),
    choice: null,
    decided_at: null,
    acknowledged_at: null,
  };
  const noted = { ...roll, note: "cut in four" };
  const shown = (choice: "replace" | "remove" | null) => {
    cleanup();
    const order = acceptedOrder(1, { items: [noted], unavailable: [{ ...line, choice }] });
    const ticket = show(order);
    const texts = (found: Iterable<Element>) => [...found].map(({ textContent }) => textContent);
    return {
      struck: texts(ticket.querySelectorAll("s > *")),
      plain: texts(ticket.querySelectorAll(".ticket-dish > :is(.ticket-option, .ticket-note)")),
    };
  };
  const all = { struck: ["Dragon roll", "Noavocado", "+Spicy mayonnaise", "cut in four"], plain: [] };
  expect(shown(null)).toEqual(all);
  expect(shown("remove")).toEqual(all);
  expect(shown("replace")).toEqual({ struck: ["Dragon roll"], plain: ["cut in four"] });
});

const SEEN = `Seen, order ${acceptedOrder(1).order_code.replace("ORD-", "")}`;

test("changed lines stay marked until one press acknowledges exactly those that are shown", () => {
  const change = vi.spyOn(TICKET_HANDLERS, "change").mockReturnValue(undefined);
  const proposal = { menu_item_id: uuid(5), name: "Clear soup", amount: 300, allergens: [] };
  const changed = [changedLine(roll), changedLine(soup, { proposal, choice: "replace" })];
  const order = acceptedOrder(1, { items: [roll, soup], unavailable: changed });
  const ticket = within(show(order));
  expect(ticket.getByText("2 lines changed")).toBeDefined();
  expect(ticket.getByText("Sold out: left out")).toBeDefined();
  expect(ticket.getByText("Sold out: make 1 × Clear soup")).toBeDefined();
  fireEvent.click(ticket.getByRole("button", { name: SEEN }));
  expect(change.mock.calls).toEqual([
    [order, { name: "acknowledge_lines", order_item_ids: [roll.id, soup.id] }],
  ]);
  change.mockRestore();
});

test("a station acknowledges what changed of its own dishes, and leaves another station's marked", () => {
  const change = vi.spyOn(TICKET_HANDLERS, "change").mockReturnValue(undefined);
  const changed = [changedLine(roll), changedLine(soup)];
  const order = acceptedOrder(1, { items: [roll, soup], unavailable: changed });
  const acknowledgedBy = (kitchen: Partial<Kitchen>, over: Partial<BoardOrder> = {}) => {
    cleanup();
    change.mockClear();
    const ticket = within(show({ ...order, ...over }, kitchen));
    fireEvent.click(ticket.getByRole("button", { name: SEEN }));
    return change.mock.calls.map(([, action]) => action);
  };
  const soups = { chosen: new Set(["soups"]) };
  const both = [{ name: "acknowledge_lines", order_item_ids: [roll.id, soup.id] }];
  expect(acknowledgedBy(soups)).toEqual([{ name: "acknowledge_lines", order_item_ids: [soup.id] }]);
  expect(screen.getByText("1 line changed")).toBeDefined();
  expect(acknowledgedBy({ ...soups, isExpediter: true })).toEqual(both);
  // A ready order is shown whole at each station.
  expect(acknowledgedBy(soups, { ready_at: at(18, 5) })).toEqual(both);
  cleanup();
  const ticket = within(show({ ...order, unavailable: [changedLine(roll)] }, soups));
  expect(ticket.queryByRole("button", { name: SEEN })).toBeNull();
  change.mockRestore();
});

test("after that the ticket has the lines as they are made, and marks only what changed since", () => {
  const proposal = { menu_item_id: uuid(5), name: "Clear soup", amount: 300, allergens: [] };
  const acknowledged_at = at(18, 7);
  const seen = [
    changedLine(roll, { acknowledged_at }),
    changedLine(soup, { proposal, choice: "replace", acknowledged_at }),
  ];
  const items = [roll, soup, item("Edamame", { id: uuid(6) })];
  const texts = (unavailable: UnavailableLine[]) => {
    cleanup();
    const ticket = within(show(acceptedOrder(1, { items, unavailable })));
    return {
      lines: ticket.getAllByRole("listitem").map(({ textContent }) => textContent),
      isAsked: ticket.queryByRole("button", { name: SEEN }) !== null,
    };
  };
  expect(texts(seen)).toEqual({ lines: ["1 timesClear soup", "1 timesEdamame"], isAsked: false });
  const later = changedLine({ ...soup, id: uuid(6), name: "Edamame" });
  expect(texts([...seen, later])).toEqual({
    lines: ["1 timesClear soup", "1 timesEdamameSold out: left out"],
    isAsked: true,
  });
});

test("nothing is to be acknowledged while the customer decides, or once the order has left", () => {
  const asked = changedLine(soup, { choice: null, decided_at: null });
  for (const more of [
    { unavailable: [asked], answer_by: asked.answer_by },
    { unavailable: [changedLine(soup)], order_status: "Out for Delivery" },
  ] as const) {
    cleanup();
    const ticket = within(
      show({ ...acceptedOrder(1, { items: [roll, soup] }), ...more, unavailable: [...more.unavailable] }),
    );
    expect(ticket.queryByRole("button", { name: SEEN })).toBeNull();
  }
});

test("a replacement is made at the station of its own dish, and lit up as that dish", () => {
  const proposal = { menu_item_id: roll.menu_item_id, name: "Dragon roll", amount: 300, allergens: [] };
  const line = {
    order_item_id: soup.id,
    name: soup.name,
    quantity: 1,
    amount: 1290,
    proposal,
    answer_by: at(18, 8),
    choice: "replace" as const,
    decided_at: at(18, 6),
    acknowledged_at: null,
  };
  const order = acceptedOrder(1, { items: [soup], unavailable: [line] });
  const rolls = within(show(order, { chosen: new Set(["rolls"]), litDish: roll.menu_item_id }));
  expect(rolls.getByText("Sold out: make 1 × Dragon roll")).toBeDefined();
  expect(rolls.getByRole("listitem").hasAttribute("data-lit")).toBe(true);
  cleanup();
  const soups = within(show(order, { chosen: new Set(["soups"]) }));
  expect(soups.queryByText(/Dragon roll/)).toBeNull();
  expect(soups.getByText("also at: Rolls")).toBeDefined();
  cleanup();
  const whole = within(show(order, { isExpediter: true }));
  expect(whole.getAllByRole("heading", { level: 4 }).map(({ textContent }) => textContent)).toEqual([
    "Rolls",
  ]);
});

test("a station sees its own dishes and where the others are made, and a new order whole", () => {
  const chosen = new Set(["soups"]);
  const preparing = show(acceptedOrder(1, { items: [roll, soup] }), { chosen });
  expect(within(preparing).getByText("Miso soup")).toBeDefined();
  expect(within(preparing).queryByText("Dragon roll")).toBeNull();
  expect(within(preparing).getByText("also at: Rolls")).toBeDefined();
  cleanup();
  const fresh = show(boardOrder(2, { items: [roll, soup] }), { chosen });
  expect(within(fresh).getByText("Dragon roll")).toBeDefined();
});

test("the expediter sees whole tickets, by station", () => {
  const ticket = show(acceptedOrder(1, { items: [soup, roll] }), { isExpediter: true });
  const headings = within(ticket).getAllByRole("heading", { level: 4 });
  expect(headings.map((heading) => heading.textContent)).toEqual(["Rolls", "Soups"]);
  expect(within(ticket).getAllByRole("listitem")).toHaveLength(2);
});

test("the dish that was pressed above the board is marked on the ticket", () => {
  const ticket = show(acceptedOrder(1, { items: [roll, soup] }), { litDish: soup.menu_item_id });
  const lit = within(ticket)
    .getAllByRole("listitem")
    .filter((line) => line.hasAttribute("data-lit"));
  expect(lit.map((line) => line.textContent)).toEqual(["1 timesMiso soup"]);
});

test("a test order says so under its code and in its name, and no other order does", () => {
  show(boardOrder(1, { is_test: true }));
  expect(screen.getByRole("article", { name: /^Test order / })).toBeDefined();
  expect(screen.getByText("Test")).toBeDefined();
  cleanup();
  show(boardOrder(1));
  expect(screen.getByRole("article", { name: /^Order / })).toBeDefined();
  expect(screen.queryByText("Test")).toBeNull();
});
