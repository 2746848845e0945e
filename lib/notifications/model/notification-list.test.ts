import { expect, test } from "vitest";
import { type NotificationList, withArrived, withFresh, withOlder, withRead } from "./notification-list";
import type { Notification } from "./schema";

const note = (n: number, over: Partial<Notification> = {}): Notification => ({
  id: `00000000-0000-4000-8000-00000000000${n}`,
  type: "info",
  title: `Title ${n}`,
  message: "Message",
  action_url: null,
  created_at: `2026-11-21T12:0${n}:00.000Z`,
  read_at: null,
  ...over,
});
const list = (...numbers: number[]): NotificationList => ({
  notifications: numbers.map((n) => note(n)),
  next_cursor: null,
  unread_count: numbers.length,
});
const titles = ({ notifications }: NotificationList) => notifications.map(({ title }) => title);

test("an arrival takes its place by time, once", () => {
  const once = withArrived(list(5, 3), note(4), 3);
  expect(titles(once)).toEqual(["Title 5", "Title 4", "Title 3"]);
  expect(once.unread_count).toBe(3);
  expect(withArrived(once, note(4), 9)).toBe(once);
});

test("what another device has read is read here, and what was read before keeps its time", () => {
  const before = {
    ...list(3, 2),
    notifications: [note(3), note(2, { read_at: "2026-11-21T12:05:00.000Z" })],
  };
  const at = "2026-11-21T12:09:00.000Z";
  const read = (ids: string[] | null) =>
    withRead(before, { ids, at, unread_count: 0 }).notifications.map(({ read_at }) => read_at);
  expect(read(null)).toEqual([at, "2026-11-21T12:05:00.000Z"]);
  expect(read([note(2).id])).toEqual([null, "2026-11-21T12:05:00.000Z"]);
});

test("older pages follow without repetition", () => {
  const joined = withOlder(list(5, 4), { ...list(4, 3), next_cursor: "next" });
  expect(titles(joined)).toEqual(["Title 5", "Title 4", "Title 3"]);
  expect(joined.next_cursor).toBe("next");
});

test("a page that was read before the last arrival does not take it away", () => {
  const known = { ...list(5, 4), unread_count: 2 };
  const page = { ...list(4), unread_count: 1 };
  expect(withFresh(known, page)).toMatchObject({ unread_count: 2, notifications: [note(5), note(4)] });
  expect(withFresh(known, { ...list(5, 4), unread_count: 7 }).unread_count).toBe(7);
  expect(withFresh(undefined, page)).toBe(page);
});
