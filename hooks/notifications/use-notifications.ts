"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { showToast } from "@/hooks/browser/show-toast";
import { newKey } from "@/hooks/commands/new-key";
import { postCommand } from "@/hooks/commands/route";
import { pollingOptions } from "@/hooks/orders/order-keys";
import { CHAT_IGNORED, RIDING_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { userChannel } from "@/lib/auth/model/channels";
import { fetchNotifications } from "@/lib/notifications/client/fetch";
import {
  type NotificationList,
  withArrived,
  withFresh,
  withOlder,
  withRead,
} from "@/lib/notifications/model/notification-list";
import { serverNow } from "@/lib/realtime/client/server-clock";

const KEY = ["notifications"] as const;
const TIMEOUT_MS = 12_000;

/** Never a press: it waits for no answer and blocks none. */
function reportSeen(ids: string[]): void {
  if (ids.length === 0 || document.visibilityState !== "visible") return;
  postCommand("mark_notifications_seen", { ids }, { key: newKey(), timeoutMs: TIMEOUT_MS }).catch(
    () => undefined,
  );
}

export interface Notifications {
  /** Undefined until the first page has arrived. */
  readonly list: NotificationList | undefined;
  readonly hasFailed: boolean;
  readonly readAgain: () => void;
  readonly readOlder: { readonly run: (cursor: string) => void; readonly isPending: boolean };
  /** Marks these as read, or all. Rejects when there is no answer. */
  readonly markRead: (ids: string[] | null) => Promise<void>;
  /** Call it for what the person has before their eyes, so that it is not sent to their phone as well. */
  readonly reportSeen: (ids: string[]) => void;
}

/** Must be used once only. The unread count and the read state follow the person's other devices. */
export function useNotifications(userId: string): Notifications {
  const client = useQueryClient();
  const { state } = useRealtime();
  /** True when news came before there was a list to put it in: the first read may lack it, and React Query does not restart that read. */
  const isOutdated = useRef(false);
  const {
    data: list,
    isError,
    refetch,
  } = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      let page: Awaited<ReturnType<typeof fetchNotifications>>;
      do {
        isOutdated.current = false;
        page = await fetchNotifications(signal);
      } while (isOutdated.current);
      return withFresh(client.getQueryData<NotificationList>(KEY), page);
    },
    staleTime: Number.POSITIVE_INFINITY,
    ...pollingOptions(state),
  });
  const change = useCallback(
    (by: (known: NotificationList) => NotificationList) =>
      client.setQueryData<NotificationList>(KEY, (known) => {
        if (known === undefined) isOutdated.current = true;
        return known && by(known);
      }),
    [client],
  );
  const readAgainSoon = useSpreadOut(() => {
    isOutdated.current = true;
    return refetch();
  });
  useChannel(userChannel.of(userId), {
    order_status_update: ignore,
    payment_status: ignore,
    ...RIDING_IGNORED,
    ...CHAT_IGNORED,
    notification: ({ timestamp, unread_count, batch, ...notice }) => {
      change((known) =>
        withArrived(known, { ...notice, created_at: timestamp, read_at: null }, unread_count),
      );
      reportSeen([notice.id]);
      // News of orders has its own toasts.
      if (batch !== undefined)
        showToast((toast) => toast(notice.title, { id: notice.id, description: notice.message }));
    },
    notifications_read: ({ ids, timestamp: at, unread_count }) =>
      change((known) => withRead(known, { ids, at, unread_count })),
    reset: readAgainSoon,
  });
  const older = useMutation({
    mutationFn: async (cursor: string) => {
      const page = await fetchNotifications(AbortSignal.timeout(TIMEOUT_MS), cursor);
      change((known) => withOlder(known, page));
    },
  });
  const markRead = useCallback(
    async (ids: string[] | null) => {
      const input = ids === null ? ({ all: true } as const) : { ids };
      const result = await postCommand("mark_notifications_read", input, {
        key: newKey(),
        timeoutMs: TIMEOUT_MS,
      });
      if (!result.ok) throw new Error(result.message);
      const at = new Date(serverNow()).toISOString();
      change((known) => withRead(known, { ids, at, unread_count: result.data.unread_count }));
    },
    [change],
  );
  return {
    list,
    hasFailed: isError && list === undefined,
    readAgain: () => void refetch(),
    readOlder: { run: older.mutate, isPending: older.isPending },
    markRead,
    reportSeen,
  };
}
