// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { askToChat, useAskedToChat } from "@/hooks/chat/chat-request";
import { unreadChats } from "@/hooks/chat/unread-chats";
import chat from "@/messages/en/chat.json";
import { boardOrder } from "@/test/support/board-orders";
import { TicketUnread } from "./ticket-unread";

afterEach(() => {
  cleanup();
  unreadChats.clear();
  askToChat(null);
});

const [order, other] = [boardOrder(1), boardOrder(2)];

function Asked() {
  return <output>{useAskedToChat() ?? "none"}</output>;
}

test("a ticket counts the unread messages of its own order over all rooms, and opens its chats", async () => {
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ chat }}>
      <TicketUnread order={order} />
      <Asked />
    </NextIntlClientProvider>,
  );
  expect(screen.queryByRole("button")).toBeNull();
  const cursor = (order_id: string, room: "customer_store" | "all", head: number, read: number) =>
    act(async () => unreadChats.put([{ order_id, room, as: "store", head, read }]));
  await cursor(other.id, "customer_store", 3, 0);
  expect(screen.queryByRole("button")).toBeNull();
  await cursor(order.id, "customer_store", 2, 1);
  await cursor(order.id, "all", 1, 0);
  fireEvent.click(screen.getByRole("button", { name: "Order 1: 2 unread messages" }));
  expect(screen.getByRole("status").textContent).toBe(order.id);
  await cursor(order.id, "customer_store", 2, 2);
  await cursor(order.id, "all", 1, 1);
  expect(screen.queryByRole("button")).toBeNull();
});
