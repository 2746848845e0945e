// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveRegionProvider } from "@/components/ui/feedback/live-region";
import { unreadChats } from "@/hooks/chat/unread-chats";
import type { RealtimeClient } from "@/hooks/realtime/realtime-context";
import { userChannel } from "@/lib/auth/model/channels";
import { type ChatMessage, type ChatPage, chatContentSchema } from "@/lib/chat/model/message";
import type { ChatRoom } from "@/lib/chat/model/rooms";
import type { CommandName } from "@/lib/commands";
import { failure, success } from "@/lib/commands/result";
import chat from "@/messages/en/chat.json";
import common from "@/messages/en/common.json";
import { CHAT_ORDER, chatMessageOf, chatPageOf } from "@/test/support/chats";
import { makePageStream } from "@/test/support/fake-page-stream";
import { ChatPanel } from "./chat-panel";
// Loaded before the clock stands still.
import "@/components/ui/overlay/dialog-panel";
import "./block-dialog";
import "./report-dialog";
import { OwnChats } from "./own-chats";

type Input = Record<string, unknown>;

const { send, post } = vi.hoisted(() => ({ send: vi.fn(), post: vi.fn() }));
vi.mock("@/hooks/commands/use-command", () => ({
  useCommand: (name: CommandName) => (input: unknown, options: unknown) => send(name, input, options),
}));
vi.mock("@/hooks/commands/page-transport", () => ({ loadRoute: async () => ({ postCommand: post }) }));

const NOW = Date.UTC(2026, 10, 21, 18, 30);
const USER = "019a0000-0000-7000-8000-000000000901";
const ME = { kind: "customer", name: "Lena" } as const;

let pages: Record<string, ChatPage>;
beforeEach(() => {
  // happy-dom has no popovers.
  HTMLElement.prototype.hidePopover ??= () => undefined;
  vi.useFakeTimers({ now: NOW });
  send.mockReset();
  post.mockReset();
  post.mockImplementation(async () => success({ seq: 1 }));
  pages = {};
  vi.stubGlobal("matchMedia", () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal("fetch", async (path: string) => {
    const url = new URL(path, "http://localhost");
    if (url.pathname === "/api/chats/unread") return Response.json({ data: [] });
    const page = pages[`${url.searchParams.get("room")} ${url.searchParams.get("cursor") ?? ""}`.trim()];
    return page === undefined ? new Response("{}", { status: 404 }) : Response.json({ data: page });
  });
});
afterEach(() => {
  cleanup();
  unreadChats.clear();
  sessionStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function pass(ms: number) {
  for (let passed = 0; passed < ms; passed += 250) await act(() => vi.advanceTimersByTimeAsync(250));
}

const LIVE = { state: "live", since: null, lastContact: null } as const;

function Page({ first }: { first: ChatRoom }) {
  const [room, setRoom] = useState(first);
  return (
    <ChatPanel
      orderId={CHAT_ORDER}
      as="customer"
      rooms={["customer_store", "customer_rider", "all"]}
      room={room}
      onRoom={setRoom}
      timeZone="Europe/Berlin"
    />
  );
}

async function open(page: ChatPage = chatPageOf(), status: ReturnType<RealtimeClient["status"]> = LIVE) {
  pages[page.room] ??= page;
  const { wrapper: Stream, send: deliver } = makePageStream(status);
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ chat, common }}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <Stream>
          <LiveRegionProvider>
            <OwnChats userId={USER} orderIds={[CHAT_ORDER]} />
            <Page first={page.room} />
          </LiveRegionProvider>
        </Stream>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  await pass(500);
  const channel = userChannel.name(USER);
  return {
    hears: (message: ChatMessage) =>
      act(async () =>
        deliver({
          ...{ kind: "event", type: "chat_message", channel, offset: null },
          data: { ...message, as: "customer", tenant_id: USER, order_code: "ORD-M4T8ZC" },
        }),
      ),
    typing: (is_typing: boolean) =>
      act(async () =>
        deliver({
          ...{ kind: "event", type: "typing_indicator", channel, offset: null },
          data: {
            ...{ as: "customer", tenant_id: USER, order_id: CHAT_ORDER, room: "customer_store" },
            author: { kind: "store", name: "Sushi Bar" },
            is_typing,
          },
        }),
      ),
    isRead: (seq: number) =>
      act(async () =>
        deliver({
          ...{ kind: "event", type: "read_receipt", channel, offset: null },
          data: {
            ...{ as: "customer", tenant_id: USER, order_id: CHAT_ORDER, room: "customer_store" },
            ...{ reader: { kind: "store" }, message_id: chatMessageOf(seq).id, seq },
            read_at: new Date(NOW).toISOString(),
          },
        }),
      ),
  };
}

/** Answers as the server does: each key is stored once. */
function storesMessages(first = 1) {
  const stored = new Map<string, ChatMessage>();
  send.mockImplementation(async (name: CommandName, input: Input, { key }: { key: string }) => {
    if (name !== "send_chat_message") return success(null);
    const content = chatContentSchema.parse(input.message);
    const known = stored.get(key);
    const { text = null, canned = null, photo_id = null } = content;
    const message =
      known ??
      chatMessageOf(first + stored.size, {
        ...{ author: ME, text, canned, photo_id, created_at: new Date().toISOString() },
      });
    stored.set(key, message);
    return success(message);
  });
  return stored;
}

const log = () => screen.getByRole("region", { name: "Messages" });
const items = () => within(log()).queryAllByRole("listitem");
const texts = () =>
  items().map((item) => item.querySelector(".chat-bubble")?.textContent ?? item.textContent);
const field = () => screen.getByRole("textbox", { name: "Your message" });
const button = (name: string | RegExp) => screen.getByRole("button", { name });
async function write(text: string) {
  fireEvent.change(field(), { target: { value: text } });
  await pass(250);
}
async function press(name: string | RegExp) {
  fireEvent.click(button(name));
  await pass(500);
}

test("it says who will see a message before it is sent, in each room", async () => {
  pages.all = chatPageOf({
    room: "all",
    members: [ME, { kind: "store", name: "Sushi Bar" }, { kind: "rider", name: "Rita" }],
  });
  await open();
  expect(screen.getByText("Only Sushi Bar will see this")).toBeTruthy();
  await press("Both");
  expect(screen.getByText("Sushi Bar and Rita will see this")).toBeTruthy();
  expect(button("Both").getAttribute("aria-current")).toBe("true");
});

test("a text is shown at once, sent once, and its place is taken by the server's message", async () => {
  const stored = storesMessages();
  const { hears } = await open();
  await write("Two forks, please");
  await press("Send");
  expect(texts()).toEqual(["Two forks, please"]);
  expect(field()).toHaveProperty("value", "");
  const [message] = stored.values();
  if (message !== undefined) await hears(message);
  expect(texts()).toEqual(["Two forks, please"]);
  expect(within(log()).getByText("Sent")).toBeTruthy();
  expect(send.mock.calls.filter(([name]) => name === "send_chat_message")).toHaveLength(1);
});

test("a message without an answer stays, says so, and is sent again with its key, also after a reload", async () => {
  send.mockRejectedValue(new Error("offline"));
  await open();
  await write("Ring twice");
  await press("Send");
  expect(within(log()).getByText(/^Not sent yet/)).toBeTruthy();
  const [, , first] = send.mock.calls[0] ?? [];
  cleanup();

  const stored = storesMessages();
  await open();
  await pass(4_000);
  expect(texts()).toEqual(["Ring twice"]);
  expect([...stored.keys()]).toEqual([first.key]);
  expect(screen.queryByText(/^Not sent yet/)).toBeNull();
});

test("a refused message says why, and is tried again or given up", async () => {
  send.mockImplementation(async () => failure("conflict", "This chat has closed"));
  await open();
  await write("Hello?");
  await press("Send");
  expect(within(log()).getByText("Not sent: This chat has closed")).toBeTruthy();
  storesMessages();
  await press("Try again");
  expect(texts()).toEqual(["Hello?"]);
  expect(screen.queryByText(/^Not sent/)).toBeNull();
});

test("what is typed is kept for its room, over a reload", async () => {
  await open();
  await write("Half a sent");
  cleanup();
  await open();
  expect(field()).toHaveProperty("value", "Half a sent");
  pages.customer_rider = chatPageOf({ room: "customer_rider" });
  await press("Rider");
  expect(field()).toHaveProperty("value", "");
});

test.each([
  ["Call 0171 2345678", "Is this a phone number?"],
  ["DE89 3704 0044 0532 0130 00", "Are these bank details?"],
])("“%s” is asked about before it is sent", async (text, question) => {
  const stored = storesMessages();
  await open();
  await write(text);
  await press("Send");
  expect(screen.getByText(question)).toBeTruthy();
  expect(stored.size).toBe(0);
  await press("Send anyway");
  expect([...stored.values()].map((message) => message.text)).toEqual([text]);
});

test("a ready answer is sent by its key and arrives in the reader's language", async () => {
  const stored = storesMessages(2);
  vi.spyOn(navigator, "language", "get").mockReturnValue("de-DE");
  await open(
    chatPageOf({ messages: [chatMessageOf(1, { text: null, canned: "five_more_minutes" })], head: 1 }),
  );
  await pass(500);
  expect(texts()).toEqual(["Ich brauche noch 5 Minuten."]);
  expect(items()[0]?.querySelector("[lang]")?.getAttribute("lang")).toBe("de");
  await press("Ich komme runter.");
  expect([...stored.values()].map(({ canned, text }) => [canned, text])).toEqual([["coming_down", null]]);
});

test("new messages are announced and read, earlier ones come by their cursor, and links are plain text", async () => {
  const newer = [4, 5].map((seq) => chatMessageOf(seq));
  pages["customer_store 4"] = chatPageOf({ messages: [1, 2, 3].map((seq) => chatMessageOf(seq)), head: 5 });
  const { hears } = await open(chatPageOf({ messages: newer, head: 5, read: 5, next_cursor: "4" }));
  expect(post.mock.calls.map(([name]) => name)).toEqual([]);
  await press("Earlier messages");
  expect(texts()).toEqual(["Message 1", "Message 2", "Message 3", "Message 4", "Message 5"]);
  expect(screen.queryByRole("button", { name: "Earlier messages" })).toBeNull();

  await hears(chatMessageOf(6, { text: "See https://example.test" }));
  await pass(1_000);
  expect(screen.getByRole("status").textContent).toBe("Sushi Bar: See https://example.test");
  expect(within(log()).queryByRole("link")).toBeNull();
  expect(post.mock.calls.at(-1)?.slice(0, 2)).toMatchObject([
    "mark_chat_read",
    { room: "customer_store", as: "customer", message_id: chatMessageOf(6).id },
  ]);
});

test("who types is named until the message comes, or until nothing is heard for a while", async () => {
  const { hears, typing } = await open();
  await typing(true);
  expect(screen.getByText("Sushi Bar is typing…")).toBeTruthy();
  await hears(chatMessageOf(1));
  expect(screen.queryByText("Sushi Bar is typing…")).toBeNull();
  await typing(true);
  await pass(7_000);
  expect(screen.queryByText("Sushi Bar is typing…")).toBeNull();
});

test("typing is reported at most every three seconds, and its end once", async () => {
  await open();
  for (const text of ["H", "He", "Hel", "Hell", "Hello"]) await write(text);
  await pass(6_000);
  const reports = post.mock.calls.filter(([name]) => name === "report_typing");
  expect(reports.map(([, { is_typing }]) => is_typing)).toEqual([true, false]);
});

test("a receipt names the reader at the last message that they have read", async () => {
  const own = [1, 2].map((seq) => chatMessageOf(seq, { author: ME }));
  const { isRead } = await open(chatPageOf({ messages: own, head: 2, read: 2 }));
  expect(items().map((item) => item.querySelector(".chat-when")?.textContent)).toEqual([undefined, "Sent"]);
  await isRead(1);
  await pass(250);
  expect(items().map((item) => item.querySelector(".chat-when")?.textContent)).toEqual([
    "Seen by Sushi Bar",
    "Sent",
  ]);
  await isRead(2);
  await pass(250);
  expect(items().map((item) => item.querySelector(".chat-when")?.textContent)).toEqual([
    undefined,
    "Seen by Sushi Bar",
  ]);
});

test("messages of another room count on its tab until they are read", async () => {
  const { hears } = await open();
  const members = [ME, { kind: "rider", name: "Rita" } as const];
  const news = chatMessageOf(1, { room: "customer_rider", author: { kind: "rider", name: "Rita" } });
  await hears(news);
  expect(button(/^Rider/).textContent).toBe("Rider11 unread message");
  pages.customer_rider = chatPageOf({ room: "customer_rider", members, messages: [news], head: 1 });
  await press(/^Rider/);
  expect(button(/^Rider/).textContent).toBe("Rider");
});

test("a closed chat can be read, and says until when", async () => {
  await open(
    chatPageOf({
      ...{ messages: [chatMessageOf(1)], head: 1, stop: "closed" },
      ...{ closes_at: new Date(NOW).toISOString(), readable_until: new Date(NOW).toISOString() },
    }),
  );
  expect(texts()).toEqual(["Message 1"]);
  expect(screen.getByText(/^This chat is closed. You can read it until 21 Nov 2026, 19:30/)).toBeTruthy();
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("an admin's reading is part of the thread", async () => {
  const read = chatMessageOf(1, {
    ...{ author: { kind: "system", name: "Ada" }, system: "admin_read", text: "Refund of M4T8ZC" },
  });
  await open(chatPageOf({ messages: [read], head: 1 }));
  expect(texts()).toEqual(["Ada from support has read this chat. Reason: Refund of M4T8ZC"]);
});

test("a message is reported with a reason, and its author blocked after a question", async () => {
  storesMessages();
  await open(chatPageOf({ messages: [chatMessageOf(1)], head: 1 }));
  fireEvent.click(button("More about the message from Sushi Bar"));
  fireEvent(
    screen.getByRole("menu", { name: "More about the message from Sushi Bar", hidden: true }),
    Object.assign(new Event("beforetoggle", { bubbles: true }), { newState: "open" }),
  );
  await pass(250);
  fireEvent.click(screen.getByRole("menuitem", { name: "Report…", hidden: true }));
  await pass(1_000);
  const dialog = () => screen.getByRole("dialog", { name: "Report this message" });
  fireEvent.click(within(dialog()).getByRole("button", { name: "Report" }));
  await pass(250);
  expect(within(dialog()).getByText("Choose a reason")).toBeTruthy();
  fireEvent.click(within(dialog()).getByRole("radio", { name: "Insult" }));
  fireEvent.click(within(dialog()).getByRole("button", { name: "Report" }));
  await pass(1_000);
  expect(send.mock.calls.at(-1)?.slice(0, 2)).toMatchObject([
    "report_chat_message",
    { order_id: CHAT_ORDER, message_id: chatMessageOf(1).id, reason: "insult" },
  ]);

  fireEvent.click(screen.getByRole("menuitem", { name: "Block Sushi Bar", hidden: true }));
  await pass(1_000);
  const asks = screen.getByRole("alertdialog", { name: "Block Sushi Bar?" });
  fireEvent.click(within(asks).getByRole("button", { name: "Block" }));
  await pass(500);
  expect(send.mock.calls.at(-1)?.slice(0, 2)).toMatchObject([
    "block_in_chat",
    { order_id: CHAT_ORDER, as: "customer", party: "store", is_blocked: true },
  ]);
});

test("a translation is offered where the browser has one, and stands below the original", async () => {
  vi.stubGlobal("Translator", {
    availability: async () => "available",
    create: async () => ({ translate: async () => "The door is open" }),
  });
  await open(
    chatPageOf({ messages: [chatMessageOf(1, { text: "Die Tür ist offen", lang: "de" })], head: 1 }),
  );
  await press("Translate");
  const bubble = items()[0]?.querySelector(".chat-bubble");
  expect(within(log()).getByText("Die Tür ist offen").getAttribute("translate")).toBe("no");
  expect(bubble?.textContent).toContain("The door is openTranslated from German on this device");
  await press("Hide the translation");
  expect(within(log()).queryByText("The door is open")).toBeNull();
});

test("without a connection it says that messages wait", async () => {
  await open(chatPageOf(), { state: "offline", since: new Date(NOW), lastContact: null });
  expect(screen.getByText(/^No connection. What you send waits here/)).toBeTruthy();
});

test("a chat that cannot be read says so, and is read again", async () => {
  await open(chatPageOf({ room: "customer_store" }));
  pages.all = chatPageOf({ room: "all" });
  delete pages.customer_rider;
  await press("Rider");
  expect(screen.getByText("Couldn't load the messages.")).toBeTruthy();
  pages.customer_rider = chatPageOf({ room: "customer_rider" });
  await press("Try again");
  expect(screen.getByText("No messages yet.")).toBeTruthy();
});
