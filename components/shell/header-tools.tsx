"use client";

import { useContext } from "react";
import { NotificationBell } from "@/components/notifications/notification-bell";
import { RealtimeContext } from "@/hooks/realtime/realtime-context";
import { pageUser } from "@/lib/http/page/read-statement";
import { ThemeSwitch } from "./theme-switch";

/** The end of the header, without which a page can already be used. The bell needs a live page of a person. */
export function HeaderTools() {
  const isLive = useContext(RealtimeContext) !== null;
  const userId = isLive ? pageUser() : null;
  return (
    <>
      {userId !== null && <NotificationBell key={userId} userId={userId} />}
      <ThemeSwitch />
    </>
  );
}
