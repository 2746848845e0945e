"use client";

import { useCallback } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { loadRoute } from "@/hooks/commands/page-transport";
import { useCommand } from "@/hooks/commands/use-command";
import type { Point } from "@/lib/riders/model/position";
import type { ReportAnswer } from "./use-location";

/** After an answer that refuses the points, unless it says when to come back (ms). */
const REFUSED_MS = 60_000;
const HIDING_MS = 10_000;

/** Sends points of the phone to the server. */
export function usePositionReports() {
  const reportPositions = useCommand("report_positions");
  const report = useCallback(
    async (points: Point[]): Promise<ReportAnswer> => {
      const answer = await reportPositions({ points }, { key: newKey() });
      if (answer.ok) return { nextInMs: answer.data.next_in_ms };
      const seconds = answer.retryAfterSeconds;
      return { retryInMs: seconds === undefined ? REFUSED_MS : seconds * 1_000 };
    },
    [reportPositions],
  );
  const reportOnHide = useCallback((points: Point[]) => {
    // A server action would end with the page.
    void loadRoute()
      .then(({ postCommand }) =>
        postCommand("report_positions", { points }, { key: newKey(), timeoutMs: HIDING_MS, keepalive: true }),
      )
      .catch(() => undefined);
  }, []);
  return { report, reportOnHide };
}
