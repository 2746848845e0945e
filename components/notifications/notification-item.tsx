"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { useClock } from "@/hooks/browser/use-now";
import type { Notification } from "@/lib/notifications/model/schema";
import { formatAgo } from "@/lib/text/format-from-now";

const MINUTE = 60_000;
const minuteOf = (now: number) => Math.floor(now / MINUTE) * MINUTE;

interface ItemProps {
  notification: Notification;
  onRead: () => void;
  onLeave: () => void;
}

/** Opening what a notification is about marks it as read. */
export function NotificationItem({ notification, onRead, onLeave }: ItemProps) {
  const t = useTranslations("notifications");
  const now = useClock(minuteOf, 0);
  const { type, title, message, action_url, created_at, read_at } = notification;
  const isUnread = read_at === null;
  const open = () => {
    if (isUnread) onRead();
    onLeave();
  };
  return (
    <li className="notification" data-type={type} data-unread={isUnread || undefined}>
      <h3 className="notification-title">
        {isUnread && <VisuallyHidden>{`${t("unread")}: `}</VisuallyHidden>}
        {action_url === null ? (
          <span>{title}</span>
        ) : (
          <Link href={action_url} prefetch={false} className="notification-link" onClick={open}>
            {title}
          </Link>
        )}
      </h3>
      <p className="notification-message">{message}</p>
      <div className="notification-foot">
        <time dateTime={created_at}>{formatAgo(created_at, now)}</time>
        {isUnread && (
          <Button
            variant="ghost"
            size="sm"
            aria-label={t("mark_one_named", { title })}
            className="notification-read"
            onClick={onRead}
          >
            {t("mark_one")}
          </Button>
        )}
      </div>
    </li>
  );
}
