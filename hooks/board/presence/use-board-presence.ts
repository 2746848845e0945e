"use client";

import { useEffect, useState } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { loadRoute } from "@/hooks/commands/page-transport";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import {
  createPresenceReporter,
  type PresenceReporter,
  type Report,
} from "@/lib/board/client/presence/presence-reporter";
import { boardPresenceChannel } from "@/lib/board/model/presence/channel";
import type { FailureCode } from "@/lib/commands/result";
import { pageUser } from "@/lib/http/page/read-statement";
import { boardCompany } from "./company";

const TIMEOUT_MS = 4_000;
/** Asked again, the server would say the same of this page. */
const REFUSALS: ReadonlySet<FailureCode> = new Set(["forbidden", "other_user", "stale_page", "invalid"]);

/** Past the server actions, of which one runs at a time: a report must not keep a press waiting. */
function reporterOf(tenantId: string): PresenceReporter {
  const tab = newKey();
  const post = async (report: Report, keepalive: boolean) => {
    const { postCommand } = await loadRoute();
    return postCommand(
      "report_presence",
      { tenant_id: tenantId, tab, ...report },
      { key: newKey(), timeoutMs: TIMEOUT_MS, keepalive },
    );
  };
  return createPresenceReporter({
    report: async (report) => {
      const result = await post(report, false);
      if (result.ok) return "taken";
      // Somebody may sign in on another tab.
      if (result.code === "unauthenticated") return "signed_out";
      if (REFUSALS.has(result.code)) return "refused";
      throw new Error(result.message);
    },
    // Without an answer, the others forget this tab a little later.
    reportLeaving: (report) => void post(report, true).catch(() => undefined),
  });
}

/**
 * Tells the store's other boards that this tab is open while it is visible, and at which order the person looks, and collects
 * what they tell. For the store's staff only: nobody else may read the channel.
 */
export function useBoardPresence(tenantId: string, orderId: string | null): void {
  const [reporter, setReporter] = useState<PresenceReporter | null>(null);

  useEffect(() => {
    const opened = reporterOf(tenantId);
    setReporter(opened);
    const listening = new AbortController();
    const { signal } = listening;
    const check = () => (document.visibilityState === "visible" ? opened.come() : opened.leave());
    document.addEventListener("visibilitychange", check, { signal });
    window.addEventListener("pageshow", check, { signal });
    window.addEventListener("pagehide", () => opened.leave(), { signal });
    const unsubscribe = boardCompany.subscribe(() =>
      opened.setHasColleagues(boardCompany.current().people.length > 0),
    );
    check();
    return () => {
      listening.abort();
      unsubscribe();
      opened.leave();
      boardCompany.clear();
    };
  }, [tenantId]);

  useEffect(() => reporter?.look(orderId), [reporter, orderId]);

  // Reports may have been missed, as before the stream had this channel.
  const askSpread = useSpreadOut(() => reporter?.ask());
  useChannel(boardPresenceChannel.of(tenantId), {
    board_presence: (presence) => {
      if (presence.user_id === pageUser()) return;
      const isNew = boardCompany.take(presence);
      if (isNew || (presence.is_here && presence.asks)) reporter?.answer();
    },
    reset: askSpread,
  });
}
