"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { v4 as newUuid } from "uuid";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { isOwnShift } from "@/hooks/board/own-shift";
import { createShiftContact, type ShiftContact } from "@/hooks/board/shift-contact";
import { useStore } from "@/hooks/board/store-context";
import { newKey } from "@/hooks/commands/new-key";
import { loadRoute } from "@/hooks/commands/page-transport";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useThisDevice } from "@/hooks/stores/use-this-device";
import { forgetEndedShift, readEndedShift, replaceShift } from "@/lib/board/client/change-shift";
import { watchPreferences } from "@/lib/board/client/preferences";
import { readShift } from "@/lib/board/client/this-shift";
import type { FailureCode } from "@/lib/commands/result";

const TIMEOUT_MS = 12_000;
/** Asked again soon, the server would say the same. */
const REFUSALS: ReadonlySet<FailureCode> = new Set(["forbidden", "not_found", "conflict"]);

interface State {
  readonly shift_id: string;
  readonly name: string;
  readonly is_sound_on: boolean;
  readonly is_visible: boolean;
}

/** Past the server actions, of which one runs at a time: a heartbeat must not keep a press waiting. */
function openLine(
  tenantId: string,
  deviceId: string,
  onRefusal: (refusal: string | null | undefined) => void,
): ShiftContact<State> {
  const device = { tenant_id: tenantId, device_id: deviceId };
  const options = () => ({ key: newKey(), timeoutMs: TIMEOUT_MS });
  return createShiftContact<State>({
    beat: async (state) => {
      const { postCommand } = await loadRoute();
      const result = await postCommand("device_heartbeat", { ...device, ...state }, options());
      if (!result.ok && !REFUSALS.has(result.code)) throw new Error(result.message);
      onRefusal(result.ok ? null : result.message);
      return result.ok ? result.data.next_in_ms : "refused";
    },
    end: async () => {
      onRefusal(undefined);
      const { postCommand } = await loadRoute();
      const shift_id = readEndedShift(tenantId);
      if (shift_id === null) return;
      // The page may be closed at once.
      const result = await postCommand(
        "end_device",
        { ...device, shift_id },
        { ...options(), keepalive: true },
      );
      if (!result.ok && !REFUSALS.has(result.code)) throw new Error(result.message);
      forgetEndedShift(tenantId, shift_id);
    },
  });
}

function watchVisibility(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}
const isVisible = () => document.visibilityState === "visible";
const no = () => false;
const none = () => null;

/** Returns the shift that this tab has, null before it is known to be its own. */
function useOwnShift(tenantId: string): string | null {
  const shiftId = useSyncExternalStore(watchPreferences, () => readShift(tenantId), none);
  const [ownId, setOwnId] = useState<string | null>(null);
  useEffect(() => {
    if (shiftId === null) return;
    let isOver = false;
    // Missing on pages without HTTPS, whatever its type says.
    const locks: LockManager | null | undefined = navigator.locks;
    void isOwnShift(locks, shiftId).then((isOwn) => {
      if (isOver) return;
      if (isOwn) setOwnId(shiftId);
      else replaceShift(tenantId, shiftId, newUuid);
    });
    return () => {
      isOver = true;
    };
  }, [tenantId, shiftId]);
  return ownId === shiftId ? shiftId : null;
}

/**
 * Reports that this device lives while a shift is on, also after a reload, when its sound waits for a press; and
 * the end of a shift, also one that an earlier page could not report. Loads after the page.
 */
export function DeviceContact() {
  const { tenant, roles } = useStore();
  const { sound, setRefusal } = useLiveBoard().shift;
  const device = useThisDevice();
  const isSignedOut = useRealtime().state === "signed_out";
  const shiftId = useOwnShift(tenant.id);
  const hasEnded = useSyncExternalStore(watchPreferences, () => readEndedShift(tenant.id) !== null, no);
  const isStaff = roles.includes("partner");
  const is_visible = useSyncExternalStore(watchVisibility, isVisible, no);
  const is_sound_on = sound === "on";
  const id = device?.id;
  const name = device?.name;
  const [contact, setContact] = useState<ShiftContact<State> | null>(null);

  useEffect(() => {
    if (id === undefined || isSignedOut) return;
    const opened = openLine(tenant.id, id, setRefusal);
    setContact(opened);
    return () => opened.stop();
  }, [tenant.id, id, isSignedOut, setRefusal]);

  useEffect(() => {
    if (name === undefined) return;
    if (isStaff && shiftId !== null) contact?.set({ shift_id: shiftId, name, is_sound_on, is_visible });
    else contact?.set(hasEnded ? null : undefined);
  }, [contact, isStaff, shiftId, hasEnded, name, is_sound_on, is_visible]);
  return null;
}
