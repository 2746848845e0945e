"use client";

import { useEffect, useMemo } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { loadRoute } from "@/hooks/commands/page-transport";
import type { RoomOf } from "./chat-key";

/** At most one report in this time (ms) while somebody goes on typing. */
export const REPORT_EVERY_MS = 3_000;
/** Without a key for so long (ms), nobody is typing any more. */
export const IDLE_MS = 4_000;
const TIMEOUT_MS = 4_000;

/** Past the server actions, of which one runs at a time, and without a second attempt: it must not keep a message waiting. */
async function report(room: RoomOf, is_typing: boolean): Promise<void> {
  const { postCommand } = await loadRoute();
  await postCommand("report_typing", { ...room, is_typing }, { key: newKey(), timeoutMs: TIMEOUT_MS });
}

export interface TypingReporter {
  typed: () => void;
  stopped: () => void;
}

/** Tells the room's other members that this person is typing, and that they have stopped. */
export function useReportTyping({ order_id, room, as }: RoomOf): TypingReporter {
  const reporter = useMemo(() => {
    let reportedAt: number | null = null;
    let idle: ReturnType<typeof setTimeout> | undefined;
    const send = (isTyping: boolean) => void report({ order_id, room, as }, isTyping).catch(() => undefined);
    function stopped() {
      clearTimeout(idle);
      if (reportedAt === null) return;
      reportedAt = null;
      send(false);
    }
    function typed() {
      clearTimeout(idle);
      idle = setTimeout(stopped, IDLE_MS);
      const now = performance.now();
      if (reportedAt !== null && now - reportedAt < REPORT_EVERY_MS) return;
      reportedAt = now;
      send(true);
    }
    return { typed, stopped };
  }, [order_id, room, as]);
  useEffect(() => reporter.stopped, [reporter]);
  return reporter;
}
