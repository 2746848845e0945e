"use client";

import { useRouter } from "next/navigation";
import { useChannel } from "@/hooks/realtime/use-channel";
import { roleChannel } from "@/lib/auth/model/channels";

/** Reads the page again when the state of a job changes; `since` is the cursor at which the page was read. */
export function RefreshOnJobActivity({ since }: { since: string | undefined }) {
  const router = useRouter();
  const refresh = () => router.refresh();
  useChannel(roleChannel.of("admin"), { job_activity: refresh, reset: refresh }, { since });
  return null;
}
