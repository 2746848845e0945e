"use client";

import { useRefresh } from "@/hooks/browser/use-refresh";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { broadcastChannel } from "@/lib/auth/model/channels";

/** Renders an admin's page again when a broadcast or a switch changes. */
export function useFollowBroadcasts(since: string | undefined): void {
  const refresh = useRefresh();
  const refreshSoon = useSpreadOut(refresh);
  useChannel(
    broadcastChannel.of(),
    {
      maintenance: refresh,
      system_update: refresh,
      announcement: refresh,
      platform_switch: refresh,
      system_health: ignore,
      reset: refreshSoon,
    },
    { since },
  );
}
