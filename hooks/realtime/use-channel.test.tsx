// @vitest-environment happy-dom

import { renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { CHAT_IGNORED, RIDING_IGNORED, TRIPS_IGNORED } from "@/hooks/realtime/ignored-events";
import { userChannel } from "@/lib/auth/model/channels";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { makePageStream } from "@/test/support/fake-page-stream";
import { ignore, useChannel } from "./use-channel";

const ID = "11111111-1111-4111-8111-111111111111";

const notification = {
  id: ID,
  type: "info" as const,
  title: "Order ORD-A7X3B2 received",
  message: "Sushi Bar has your order",
  action_url: null,
  timestamp: "2026-11-21T12:00:00.000Z",
  unread_count: 1,
};

test("passes each event to its own handler, and a reset to the reset handler", () => {
  const { subscribe, wrapper, send } = makePageStream();
  const [onNotification, onReset] = [vi.fn(), vi.fn()];
  const handlers = {
    order_status_update: ignore,
    notification: onNotification,
    notifications_read: ignore,
    payment_status: ignore,
    ...RIDING_IGNORED,
    ...CHAT_IGNORED,
    reset: onReset,
  };
  renderHook(() => useChannel(userChannel.of(ID), handlers, { since: "v2" }), { wrapper });
  expect(subscribe.mock.calls.map(([channel, , since]) => [channel, since])).toEqual([[`user:${ID}`, "v2"]]);
  const channel = userChannel.name(ID);
  send({ kind: "event", type: "notification", data: notification, channel, offset: 1 });
  expect(onNotification.mock.calls).toEqual([[notification]]);
  expect(onReset).not.toHaveBeenCalled();
  send({ kind: "reset", channel, reason: "too_far" });
  expect(onReset).toHaveBeenCalledTimes(1);
});

test("requires a handler for every event that the channel declares, and allows no other", () => {
  const { wrapper } = makePageStream();
  renderHook(
    () => {
      // @ts-expect-error: order_status_update has no handler
      useChannel(tenantOrdersChannel.of(ID), { new_order: ignore, reset: ignore });
      // @ts-expect-error: reset has no handler
      useChannel(tenantOrdersChannel.of(ID), { new_order: ignore, order_status_update: ignore });
      const handlers = {
        new_order: ignore,
        order_status_update: ignore,
        store_status: ignore,
        payment_status: ignore,
        ...TRIPS_IGNORED,
        reset: ignore,
      };
      // @ts-expect-error: notification is no event of this channel
      useChannel(tenantOrdersChannel.of(ID), { ...handlers, notification: ignore });
      useChannel(tenantOrdersChannel.of(ID), handlers);
    },
    { wrapper },
  );
  expect(ignore()).toBeUndefined();
});
