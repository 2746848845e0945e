"use client";

import { useMenuPolling } from "@/hooks/menu/use-menu";
import { useMenuEvents } from "@/hooks/menu/use-menu-events";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import type { Menu } from "@/lib/menu/model/schema";

interface FollowMenuProps {
  menu: Menu;
  /** The cursor at which the menu was read. */
  since: string | undefined;
}

/** Keeps the menu of a page current while it is open: by the stream, and without one by reading it again. */
export function FollowMenu({ menu, since }: FollowMenuProps) {
  const { state } = useRealtime();
  useMenuEvents(menu.tenant.id, since);
  useMenuPolling(menu, state);
  return null;
}

/** For visitors, who have no stream. */
export function PollMenu({ menu }: { menu: Menu }) {
  useMenuPolling(menu, "offline");
  return null;
}
