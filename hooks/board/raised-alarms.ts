"use client";

import { useCallback, useSyncExternalStore } from "react";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { type AlarmKind, tonesOf } from "@/lib/board/client/alarms";
import { remembersFlash } from "@/lib/board/client/flash";

export interface RaisedAlarm {
  /** Raised again under the same key, an alarm replaces the earlier one. */
  readonly key: string;
  readonly kind: AlarmKind;
  /** Words for staff who cannot hear the tone. */
  readonly text: string;
}

/** The band shows the latest ones only, and a board stays open for days. */
const RAISED_AT_MOST = 20;
const NONE: readonly RaisedAlarm[] = [];

let raised = NONE;
const listeners = new Set<() => void>();

function change(next: readonly RaisedAlarm[]): void {
  raised = next;
  for (const listener of listeners) listener();
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes back the alarms whose reason has passed, or that somebody has seen. */
export function withdrawAlarms(isOver: (alarm: RaisedAlarm) => boolean): void {
  const left = raised.filter((alarm) => !isOver(alarm));
  if (left.length < raised.length) change(left);
}

/** Returns the alarms of this page that nobody has seen, the oldest first. Those of new orders are not among them. */
export function useRaisedAlarms(): readonly RaisedAlarm[] {
  return useSyncExternalStore(
    watch,
    () => raised,
    () => NONE,
  );
}

/** Returns a function that plays what happened at one moment, each tone once, and on a device that flashes keeps its words until they are seen. */
export function useRaiseAlarms(): (alarms: readonly RaisedAlarm[]) => void {
  const { audio } = useLiveBoard().shift;
  return useCallback(
    (alarms) => {
      if (alarms.length === 0) return;
      for (const tone of tonesOf(alarms.map(({ kind }) => kind))) audio.play(tone);
      // Without the band nobody could see them, and it would show old ones when flashing is turned on.
      if (!remembersFlash()) return;
      const keys = new Set(alarms.map(({ key }) => key));
      change([...raised.filter(({ key }) => !keys.has(key)), ...alarms].slice(-RAISED_AT_MOST));
    },
    [audio],
  );
}
