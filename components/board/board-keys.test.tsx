// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { createRef } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { Kitchen } from "@/hooks/board/kitchen-context";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext } from "@/hooks/board/store-context";
import { stationsByDish } from "@/lib/board/model/kitchen/stations";
import type { OrderItem } from "@/lib/orders/model/schema";
import type { UnavailableLine } from "@/lib/orders/model/unavailable/schema";
import { acceptedOrder, at, item } from "@/test/support/board-orders";
import { liveBoard, STORE } from "@/test/support/store-views";
import { BoardKeys } from "./board-keys";

afterEach(cleanup);

const uuid = (n: number) => `019a0000-0000-7000-8000-00000000000${n}`;
const roll = item("Dragon roll", { id: uuid(1), menu_item_id: uuid(1) });
const soup = item("Miso soup", { id: uuid(2), menu_item_id: uuid(2) });
const STATIONS = [
  { id: "rolls", name: "Rolls", dishes: [roll.menu_item_id] },
  { id: "soups", name: "Soups", dishes: [soup.menu_item_id] },
];
const leftOut = ({ id, name }: OrderItem): UnavailableLine => ({
  ...{ order_item_id: id, name, quantity: 1, amount: 500, proposal: null, answer_by: at(18, 8) },
  ...{ choice: "remove", decided_at: at(18, 6), acknowledged_at: null },
});
const ORDER = acceptedOrder(1, { items: [roll, soup], unavailable: [leftOut(roll), leftOut(soup)] });

test("C acknowledges the changed lines that this screen shows, and no others", () => {
  const press = vi.fn();
  const pressedAt = (...stations: string[]) => {
    cleanup();
    press.mockClear();
    const kitchen: Kitchen = {
      ...{ stations: STATIONS, chosen: new Set(stations), byDish: stationsByDish(STATIONS) },
      ...{ isExpediter: false, litDish: null },
    };
    const root = createRef<HTMLDivElement>();
    render(
      <StoreContext
        value={{ tenant: STORE, roles: ["partner"], renderedAt: Date.parse(at(18, 7)), since: undefined }}
      >
        <LiveBoardContext value={liveBoard([ORDER])}>
          <div ref={root}>
            <article data-order={ORDER.id} tabIndex={-1} />
          </div>
          <BoardKeys
            board={root}
            layout={{ new: [], preparing: [ORDER.id], ready: [], out: [], done: [] }}
            kitchen={kitchen}
            lanes={[]}
            tickets={{
              ...{ tabStop: ORDER.id, isHandedOn: () => false, focused: vi.fn(), leaves: vi.fn() },
              ...{ focus: vi.fn(), handOn: vi.fn(), wasJustHandedOn: () => false },
            }}
            hasSingleKeys
            minutesOf={() => null}
            setMinutes={vi.fn()}
            press={press}
            askDelay={vi.fn()}
            undoLast={{ current: vi.fn() }}
            searchInput={createRef()}
            onHelp={vi.fn()}
          />
        </LiveBoardContext>
      </StoreContext>,
    );
    const ticket = screen.getByRole("article");
    ticket.focus();
    fireEvent.keyDown(ticket, { key: "c" });
    return press.mock.calls.map(([, action]) => action);
  };
  const lines = (...order_item_ids: string[]) => [{ name: "acknowledge_lines", order_item_ids }];
  expect(pressedAt("soups")).toEqual(lines(soup.id));
  expect(pressedAt("rolls")).toEqual(lines(roll.id));
  expect(pressedAt()).toEqual(lines(roll.id, soup.id));
});
