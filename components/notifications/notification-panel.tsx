"use client";

import { BellOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Banner } from "@/components/ui/feedback/banner";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import type { Notifications } from "@/hooks/notifications/use-notifications";
import type { NotificationList } from "@/lib/notifications/model/notification-list";
import { NotificationItem } from "./notification-item";

interface PanelProps {
  notifications: Notifications;
  /** Called when a press leads to another page. */
  onLeave: () => void;
}

function Failed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("notifications");
  return (
    <EmptyState
      heading="h3"
      title={t("failed")}
      actions={
        <Button variant="go" onClick={onRetry}>
          {t("retry")}
        </Button>
      }
    >
      {t("failed_hint")}
    </EmptyState>
  );
}

export function NotificationPanel({ notifications, onLeave }: PanelProps) {
  const t = useTranslations("notifications");
  const { list, hasFailed, readAgain } = notifications;
  if (hasFailed) return <Failed onRetry={readAgain} />;
  if (list === undefined) return <p className="text-soft">{t("loading")}</p>;
  if (list.notifications.length === 0)
    return (
      <EmptyState
        heading="h3"
        icon={<BellOff />}
        title={t("none")}
        actions={<SettingsLink onLeave={onLeave} />}
      >
        {t("none_hint")}
      </EmptyState>
    );
  return <Filled notifications={notifications} list={list} onLeave={onLeave} />;
}

function SettingsLink({ onLeave }: { onLeave: () => void }) {
  const t = useTranslations("notifications");
  return (
    <ButtonLink href="/settings#notifications" variant="ghost" size="sm" prefetch={false} onClick={onLeave}>
      {t("settings")}
    </ButtonLink>
  );
}

const SEEN_AT_MOST = 100;

function Filled({
  notifications: { markRead, readOlder, reportSeen },
  list,
  onLeave,
}: PanelProps & { list: NotificationList }) {
  const t = useTranslations("notifications");
  const [isPending, setPending] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const unread = list.notifications.flatMap(({ id, read_at }) => (read_at === null ? [id] : []));
  const shown = unread.slice(0, SEEN_AT_MOST).join(" ");
  useEffect(() => reportSeen(shown === "" ? [] : shown.split(" ")), [shown, reportSeen]);

  const mark = async (ids: string[] | null) => {
    setPending(ids === null);
    try {
      await markRead(ids);
      setFailed(false);
    } catch {
      setFailed(true);
    } finally {
      setPending(false);
    }
  };

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button
          size="sm"
          pending={isPending}
          disabled={list.unread_count === 0}
          onClick={() => void mark(null)}
        >
          {t("mark_all")}
        </Button>
        <SettingsLink onLeave={onLeave} />
      </div>
      {hasFailed && <Banner tone="danger">{t("not_marked")}</Banner>}
      <ul className="notification-list">
        {list.notifications.map((notification) => (
          <NotificationItem
            key={notification.id}
            notification={notification}
            onRead={() => void mark([notification.id])}
            onLeave={onLeave}
          />
        ))}
      </ul>
      {list.next_cursor !== null && (
        <Button
          className="justify-self-center"
          pending={readOlder.isPending}
          onClick={() => list.next_cursor !== null && readOlder.run(list.next_cursor)}
        >
          {t("more")}
        </Button>
      )}
    </div>
  );
}
