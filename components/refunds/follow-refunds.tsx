"use client";

import { useRefresh } from "@/hooks/browser/use-refresh";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { tenantRefundsChannel } from "@/lib/refunds/model/channel";

interface FollowRefundsProps {
  tenantId: string;
  /** The cursor at which the page was read. */
  since: string | undefined;
}

/** Reads the page of a store's refunds again when one of them changes. */
export function FollowRefunds({ tenantId, since }: FollowRefundsProps) {
  const refresh = useRefresh();
  const refreshSoon = useSpreadOut(refresh);
  useChannel(
    tenantRefundsChannel.of(tenantId),
    { refund_changed: refreshSoon, reset: refreshSoon },
    { since },
  );
  return null;
}
