"use client";

import { useRouter } from "next/navigation";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { roleChannel } from "@/lib/auth/model/channels";

/** `since` is the cursor at which the page was read. */
export function RefreshOnJobActivity({ since }: { since: string | undefined }) {
  const router = useRouter();
  const refresh = () => router.refresh();
  const refreshSoon = useSpreadOut(refresh);
  useChannel(roleChannel.of("admin"), { job_activity: refresh, reset: refreshSoon }, { since });
  return null;
}
