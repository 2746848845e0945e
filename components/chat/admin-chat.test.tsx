// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ChatPage } from "@/lib/chat/model/message";
import type { CommandName } from "@/lib/commands";
import { failure, success } from "@/lib/commands/result";
import chat from "@/messages/en/chat.json";
import common from "@/messages/en/common.json";
import { CHAT_ORDER, chatMessageOf, chatPageOf } from "@/test/support/chats";
import { AdminChat } from "./admin-chat";

const { send } = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock("@/hooks/commands/use-command", () => ({
  useCommand: (name: CommandName) => (input: unknown, options: unknown) => send(name, input, options),
}));

let older: ChatPage | null = null;
beforeEach(() => {
  send.mockReset();
  vi.stubGlobal("fetch", async () =>
    older === null ? new Response("{}", { status: 404 }) : Response.json({ data: older }),
  );
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ chat, common }}>
      <AdminChat orderId={CHAT_ORDER} timeZone="Europe/Berlin" />
    </NextIntlClientProvider>,
  );
});
afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

const press = (name: string) => act(async () => fireEvent.click(screen.getByRole("button", { name })));
const giveReason = (text: string) =>
  act(async () =>
    fireEvent.change(screen.getByRole("textbox", { name: /^Why do you need to read it/ }), {
      target: { value: text },
    }),
  );
const thread = () => within(screen.getByRole("region", { name: "Customer and rider" }));
const admin = { as: "admin", room: "customer_rider", stop: "reading" } as const;

test("nothing is asked for without a reason", async () => {
  await press("Read the chat");
  expect(screen.getByText("Say why you read it")).toBeTruthy();
  await giveReason("   ");
  await press("Read the chat");
  expect(send).not.toHaveBeenCalled();
});

test("the chosen chat is read with its reason, and older messages by their cursor", async () => {
  const page = chatPageOf({ ...admin, messages: [chatMessageOf(2)], head: 2, next_cursor: "2" });
  send.mockImplementation(async () => success(page));
  await act(async () => fireEvent.click(screen.getByRole("radio", { name: "Customer and rider" })));
  await giveReason(" Refund of M4T8ZC ");
  await press("Read the chat");
  expect(send.mock.calls[0]?.slice(0, 2)).toEqual([
    "read_chat_as_admin",
    { order_id: CHAT_ORDER, room: "customer_rider", reason: "Refund of M4T8ZC" },
  ]);
  expect(thread().getByText("Message 2")).toBeTruthy();
  expect(thread().queryByRole("button", { name: /^More about/ })).toBeNull();
  older = chatPageOf({ ...admin, messages: [chatMessageOf(1)], head: 2 });
  await press("Earlier messages");
  expect(thread().getAllByRole("listitem")).toHaveLength(2);
  expect(thread().queryByRole("button", { name: "Earlier messages" })).toBeNull();
});

test("a refusal is said in the server's words, a lost answer is asked for with the same key", async () => {
  await giveReason("Refund");
  send.mockRejectedValueOnce(new Error("offline"));
  await press("Read the chat");
  expect(screen.getByRole("alert").textContent).toContain("There was no answer. Try again.");
  send.mockImplementation(async () => failure("not_found", "Nothing has been written in this chat"));
  await press("Read the chat");
  expect(screen.getByRole("alert").textContent).toContain("Nothing has been written in this chat");
  const keys = send.mock.calls.map(([, , { key }]) => key);
  expect(new Set(keys).size).toBe(1);
});
