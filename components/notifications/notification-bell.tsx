"use client";

import { Bell } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Badge } from "@/components/ui/feedback/badge";
import { IconButton } from "@/components/ui/icon-button";
import { later } from "@/components/ui/later";
import { Sheet } from "@/components/ui/overlay/sheet";
import { useNotifications } from "@/hooks/notifications/use-notifications";
import "./notifications.css";

const NotificationPanel = lazy(later(async () => (await import("./notification-panel")).NotificationPanel));

/** More than this is shown as 99+. */
const COUNT_AT_MOST = 99;

/** Loads after the page, on every live page of a person who is signed in. */
export function NotificationBell({ userId }: { userId: string }) {
  const t = useTranslations("notifications");
  const [isOpen, setOpen] = useState(false);
  const notifications = useNotifications(userId);
  const count = notifications.list?.unread_count ?? 0;
  return (
    <>
      <IconButton
        label={t("bell", { count })}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className="notification-bell"
        onClick={() => setOpen(true)}
      >
        <Bell aria-hidden="true" />
        {count > 0 && (
          <Badge variant="count" aria-hidden="true" className="notification-count">
            {count > COUNT_AT_MOST ? `${COUNT_AT_MOST}+` : count}
          </Badge>
        )}
      </IconButton>
      <Sheet side="right" open={isOpen} onOpenChange={setOpen} title={t("title")}>
        <Suspense fallback={<p className="text-soft">{t("loading")}</p>}>
          <NotificationPanel notifications={notifications} onLeave={() => setOpen(false)} />
        </Suspense>
      </Sheet>
    </>
  );
}
