"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { createRingReports, type RingReports } from "@/hooks/board/ring-reports";
import { useStore } from "@/hooks/board/store-context";
import { newKey } from "@/hooks/commands/new-key";
import { loadRoute } from "@/hooks/commands/page-transport";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useThisDevice } from "@/hooks/stores/use-this-device";
import { watchPreferences } from "@/lib/board/client/preferences";
import { readShift } from "@/lib/board/client/this-shift";

const TIMEOUT_MS = 12_000;
const none = () => null;

/** Past the server actions, of which one runs at a time: a report must not keep a press waiting. */
async function send(tenant_id: string, device_id: string, orderIds: readonly string[]): Promise<void> {
  const { postCommand } = await loadRoute();
  const options = { key: newKey(), timeoutMs: TIMEOUT_MS };
  const result = await postCommand(
    "report_ringing",
    { tenant_id, device_id, order_ids: [...orderIds] },
    options,
  );
  if (!result.ok) throw new Error(result.message);
}

/**
 * Reports which orders are heard on this device, for their records. Without sound, or without a shift, none is. Waits until the
 * server knows the device.
 */
export function RingReport() {
  const { tenant, roles } = useStore();
  const { shift, alarm } = useLiveBoard();
  const deviceId = useThisDevice()?.id;
  const isSignedOut = useRealtime().state === "signed_out";
  const shiftId = useSyncExternalStore(watchPreferences, () => readShift(tenant.id), none);
  const [reports, setReports] = useState<RingReports | null>(null);
  const isHeard =
    shift.sound === "on" && shift.refusal === null && shiftId !== null && roles.includes("partner");
  const ringing = isHeard ? alarm.ringing.map(({ id }) => id).join(" ") : "";

  useEffect(() => {
    if (deviceId === undefined || isSignedOut) return;
    const opened = createRingReports((orderIds) => send(tenant.id, deviceId, orderIds));
    setReports(opened);
    return () => opened.stop();
  }, [tenant.id, deviceId, isSignedOut]);
  useEffect(() => reports?.set(ringing.split(" ").filter(Boolean)), [reports, ringing]);
  return null;
}
