// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RealtimeMessage } from "@/hooks/realtime/realtime-context";
import { userChannel } from "@/lib/auth/model/channels";
import common from "@/messages/en/common.json";
import notifications from "@/messages/en/notifications.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import { PageRouter } from "@/test/support/page-router";
import { NotificationBell } from "./notification-bell";

const LENA = "11111111-1111-4111-8111-111111111111";
const channel = userChannel.name(LENA);

const note = (n: number, read_at: string | null = null) => ({
  id: `00000000-0000-4000-8000-00000000000${n}`,
  type: "info",
  title: `Title ${n}`,
  message: "Message",
  action_url: n === 1 ? null : "/orders",
  created_at: `2026-11-21T12:0${n}:00.000Z`,
  read_at,
});

let page: { data: unknown[]; next_cursor: string | null; unread_count: number };
let commands: [name: string, input: unknown][];
beforeEach(() => {
  page = { data: [note(2), note(1, "2026-11-21T12:05:00.000Z")], next_cursor: null, unread_count: 1 };
  commands = [];
  vi.stubGlobal("fetch", async (path: string, { body }: { body?: string } = {}) => {
    if (path.startsWith("/api/notifications")) return Response.json({ success: true, ...page });
    const name = path.split("/").at(-1) ?? "";
    commands.push([name, JSON.parse(body ?? "null")]);
    const data = name === "mark_notifications_read" ? { unread_count: 0 } : null;
    return Response.json({ ok: true, data });
  });
});
afterEach(cleanup);

function show() {
  const stream = makePageStream();
  const { wrapper: Stream } = stream;
  render(
    <Stream>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ notifications, common }}>
          <PageRouter>
            <NotificationBell userId={LENA} />
          </PageRouter>
        </NextIntlClientProvider>
      </QueryClientProvider>
    </Stream>,
  );
  return stream;
}
const bell = (name: string) => screen.findByRole("button", { name });
const arrived = (n: number, unread_count: number): RealtimeMessage => {
  const { created_at: timestamp, id, title, message, action_url } = note(n);
  const data = { id, type: "info" as const, title, message, action_url, timestamp, unread_count };
  return { kind: "event", type: "notification", data, channel, offset: n };
};

test("shows how many are unread, and follows arrivals and other devices", async () => {
  const { send } = show();
  await bell("Notifications, 1 unread");
  act(() => send(arrived(3, 2)));
  await bell("Notifications, 2 unread");
  const data = { ids: null, unread_count: 0, timestamp: "2026-11-21T12:09:00.000Z" };
  act(() => send({ kind: "event", type: "notifications_read", data, channel, offset: 4 }));
  await bell("Notifications, none unread");
});

test("what arrives while the list is read for the first time is not missed", async () => {
  const answer = globalThis.fetch;
  const first = Promise.withResolvers<Response>();
  vi.stubGlobal("fetch", (path: string, init?: { body?: string }) =>
    path.startsWith("/api/notifications") ? first.promise : answer(path, init),
  );
  const { send } = show();
  const before = Response.json({ success: true, ...page });
  page = { ...page, data: [note(3), ...page.data], unread_count: 2 };
  act(() => send(arrived(3, 2)));
  vi.stubGlobal("fetch", answer);
  first.resolve(before);
  await bell("Notifications, 2 unread");
});

test("reports what arrives while the page is visible as seen", async () => {
  const { send } = show();
  await bell("Notifications, 1 unread");
  act(() => send(arrived(3, 2)));
  await vi.waitFor(() => expect(commands).toEqual([["mark_notifications_seen", { ids: [note(3).id] }]]));
});

test("lists them with their state, and marks all as read", async () => {
  show();
  fireEvent.click(await bell("Notifications, 1 unread"));
  expect(await screen.findByRole("dialog", { name: "Notifications" })).toBeTruthy();
  const items = await screen.findAllByRole("heading", { level: 3 });
  expect(items.map(({ textContent }) => textContent)).toEqual(["Unread: Title 2", "Title 1"]);
  fireEvent.click(screen.getByRole("button", { name: "Mark all as read" }));
  await vi.waitFor(() => expect(commands).toContainEqual(["mark_notifications_read", { all: true }]));
  await vi.waitFor(() =>
    expect(screen.getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent)).toEqual([
      "Title 2",
      "Title 1",
    ]),
  );
});

test("says when there are none", async () => {
  page = { data: [], next_cursor: null, unread_count: 0 };
  show();
  fireEvent.click(await bell("Notifications, none unread"));
  expect(await screen.findByText("No notifications yet")).toBeTruthy();
});

test("says when they cannot be loaded, and tries again", async () => {
  const answer = globalThis.fetch;
  vi.stubGlobal("fetch", async () => new Response(null, { status: 503 }));
  show();
  fireEvent.click(await bell("Notifications, none unread"));
  expect(await screen.findByText("Your notifications couldn't be loaded")).toBeTruthy();
  vi.stubGlobal("fetch", answer);
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Title 1")).toBeTruthy();
});
