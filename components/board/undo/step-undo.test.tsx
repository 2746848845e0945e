// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext } from "@/hooks/board/store-context";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { type Press, type PressQueue, waitingByOrder } from "@/lib/board/client/press-queue";
import type { BoardOrder } from "@/lib/orders/model/schema";
import partner from "@/messages/en/partner.json";
import { boardOrder } from "@/test/support/board-orders";
import { liveBoard, STORE } from "@/test/support/store-views";
import { StepUndo } from "./step-undo";
import { undoable } from "./ticket-gap";

const order = boardOrder(1, { order_code: "ORD-4FQ2" });
const press: Press = {
  key: "key-1",
  orderId: order.id,
  orderCode: order.order_code,
  action: { name: "accept" },
  shown: 1,
  version: 1,
  pressedAt: 1,
  meantAt: 1,
  tries: 1,
  isSending: false,
};
afterEach(cleanup);

function pressKey(presses: PressQueue) {
  const discarded: string[] = [];
  const said: unknown[] = [];
  const { actions } = liveBoard([]);
  const undoLast = { current: () => undefined };
  const kept = { ...actions.kept, discard: (key: string) => discarded.push(key) };
  const live = liveBoard([order], {
    actions: { ...actions, presses, kept, waiting: waitingByOrder(presses) },
  });
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ partner }}>
      <StoreContext value={{ tenant: STORE, roles: ["partner"], renderedAt: 0, since: undefined }}>
        <AnnounceContext value={(one) => said.push(one)}>
          <LiveBoardContext value={live}>
            <StepUndo
              board={{ current: null }}
              layout={{ new: [order.id], preparing: [], ready: [], out: [], done: [] }}
              hasSingleKeys
              undoLast={undoLast}
              handOn={() => undefined}
              isHandedOn={() => false}
              onArrange={() => undefined}
            />
          </LiveBoardContext>
        </AnnounceContext>
      </StoreContext>
    </NextIntlClientProvider>,
  );
  undoLast.current();
  return { discarded, said };
}

test("an undo is offered until somebody changes the order: a new estimate does not end it", () => {
  const updated_at = new Date().toISOString();
  const ready = boardOrder(1, { order_status: "Preparing", ready_at: updated_at, updated_at, version: 3 });
  const gap = { id: ready.id, column: "preparing", below: [], height: 1, until: 0, isOver: false } as const;
  const { actions } = liveBoard([]);
  const done = new Map([[ready.id, { name: "ready", version: 3, at: updated_at } as const]]);
  const offered = (order: BoardOrder) =>
    undoable({ ...gap, below: [], step: "ready" }, liveBoard([order], { actions: { ...actions, done } }));
  expect(offered(ready)).toBe(ready);
  const estimated = { ...ready, version: 4, eta_from: updated_at, eta_to: updated_at };
  expect(offered(estimated)).toBe(estimated);
  const later = new Date(Date.parse(updated_at) + 1).toISOString();
  expect(offered({ ...ready, version: 4, rider_state: "accepted", updated_at: later })).toBeNull();
});

test("the key discards the last press that waits, and does not say that it was never sent", () => {
  expect(pressKey([press])).toEqual({
    discarded: ["key-1"],
    said: ["Will not be sent again: Accept, order 4FQ2"],
  });
});

test("a press behind it was not sent", () => {
  const behind: Press = { ...press, key: "key-2", action: { name: "ready" }, tries: 0 };
  expect(pressKey([press, behind])).toEqual({
    discarded: ["key-2"],
    said: ["Not sent: Ready, order 4FQ2"],
  });
});

test("the key leaves a press alone that is being sent", () => {
  expect(pressKey([{ ...press, isSending: true }])).toEqual({ discarded: [], said: [] });
});
