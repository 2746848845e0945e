import type { Notification } from "./schema";

/** What a page knows of a person's notifications, newest first. */
export interface NotificationList {
  readonly notifications: readonly Notification[];
  readonly next_cursor: string | null;
  readonly unread_count: number;
}

const isNewer = (one: Notification, other: Notification) =>
  one.created_at > other.created_at || (one.created_at === other.created_at && one.id > other.id);

/** Adds one that arrived; one that is known changes nothing. */
export function withArrived(
  list: NotificationList,
  arrived: Notification,
  unread_count: number,
): NotificationList {
  if (list.notifications.some(({ id }) => id === arrived.id)) return list;
  const after = list.notifications.findIndex((known) => isNewer(arrived, known));
  const place = after === -1 ? list.notifications.length : after;
  return { ...list, notifications: list.notifications.toSpliced(place, 0, arrived), unread_count };
}

/** Marks these as read, or all when `ids` is null. */
export function withRead(
  list: NotificationList,
  { ids, at, unread_count }: { ids: readonly string[] | null; at: string; unread_count: number },
): NotificationList {
  const notifications = list.notifications.map((one) =>
    one.read_at === null && (ids === null || ids.includes(one.id)) ? { ...one, read_at: at } : one,
  );
  return { ...list, notifications, unread_count };
}

export function withOlder(list: NotificationList, page: NotificationList): NotificationList {
  const known = new Set(list.notifications.map(({ id }) => id));
  const older = page.notifications.filter(({ id }) => !known.has(id));
  return { ...list, notifications: [...list.notifications, ...older], next_cursor: page.next_cursor };
}

/**
 * Joins a first page that was just read with what the events brought while it was under way. An arrival that the page
 * does not have is newer than the page, and so is its count.
 */
export function withFresh(known: NotificationList | undefined, page: NotificationList): NotificationList {
  const newest = page.notifications[0];
  const arrived = (known?.notifications ?? []).filter(
    (one) =>
      (newest === undefined || isNewer(one, newest)) && !page.notifications.some(({ id }) => id === one.id),
  );
  if (known === undefined || arrived.length === 0) return page;
  return {
    ...page,
    notifications: [...arrived, ...page.notifications],
    unread_count: known.unread_count,
  };
}
