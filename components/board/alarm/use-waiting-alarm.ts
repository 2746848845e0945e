"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { type RaisedAlarm, useRaiseAlarms, withdrawAlarms } from "@/hooks/board/raised-alarms";
import { useStore } from "@/hooks/board/store-context";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useClock } from "@/hooks/browser/use-now";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import {
  APART_MS,
  isWaitingTooLong,
  NOTHING_WAITS,
  nextWaiting,
  silenced,
} from "@/lib/board/client/waiting-alarm";
import { runningTime } from "@/lib/broadcasts/client/maintenance";
import { serverNow } from "@/lib/realtime/client/server-clock";

const hasSame = (ids: ReadonlySet<string>, others: ReadonlySet<string>) =>
  ids.size === others.size && [...ids].every((id) => others.has(id));

const keyOf = (id: string) => `waiting ${id}`;

export interface WaitingOrders {
  /** The ids of the orders that have sounded, wait, and were not silenced. */
  readonly sounded: ReadonlySet<string>;
  /** Keeps these orders quiet on this device for a time. */
  readonly silence: (orderIds: Iterable<string>) => void;
  /** Does so with the orders that these alarms tell of, if any does. */
  readonly seen: (alarms: readonly RaisedAlarm[]) => void;
}

/** Sounds for orders that wait too long, sparingly, and says which they are. */
export function useWaitingAlarm(): WaitingOrders {
  const t = useTranslations("partner.alarm");
  const announce = useAnnounce();
  const raise = useRaiseAlarms();
  const { renderedAt } = useStore();
  const { board, shift, alarm } = useLiveBoard();
  const canSound = shift.sound === "on";
  const isLive = useRealtime().state === "live";
  const state = useRef(NOTHING_WAITS);
  const [sounded, setSounded] = useState(NOTHING_WAITS.heard);
  const change = useCallback((next: typeof NOTHING_WAITS) => {
    state.current = next;
    setSounded((before) => (hasSame(before, next.heard) ? before : next.heard));
  }, []);

  /** The ids of the orders that wait, and a number that grows twice in the time after which further ones may sound. */
  const beat = useClock(
    useCallback(
      (now: number) => {
        const ids = board.orders
          .filter((order) => isWaitingTooLong(order, now, runningTime(Date.parse(order.created_at), now)))
          .map(({ id }) => id);
        return `${ids.join(" ")}/${ids.length === 0 ? "" : Math.floor((2 * now) / APART_MS)}`;
      },
      [board.orders],
    ),
    renderedAt,
  );

  const tell = useEffectEvent((waiting: readonly string[]) => {
    const keys = new Set(waiting.map(keyOf));
    withdrawAlarms(({ key, kind }) => kind === "order_waiting" && !keys.has(key));
    const next = nextWaiting(state.current, waiting, serverNow(), canSound);
    change(next.alarm);
    const told = new Set(next.sounds && next.fresh.length === 0 ? next.alarm.heard : next.fresh);
    const said = board.orders
      .filter(({ id }) => told.has(id))
      .map(({ id, order_code }) => ({ id, text: t("waiting", { code: shortCode(order_code) }) }));
    raise(said.map(({ id, text }) => ({ key: keyOf(id), kind: "order_waiting", text })));
    for (const { text } of said)
      announce({
        message: text,
        burst: { kind: "waiting", summarize: (count) => t("waiting_burst", { count }) },
      });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what could not sound is heard as soon as it can
  useEffect(() => tell((beat.split("/")[0] ?? "").split(" ").filter(Boolean)), [beat, canSound]);

  const silence = useCallback(
    (orderIds: Iterable<string>) => {
      const ids = [...orderIds];
      const keys = new Set(ids.map(keyOf));
      withdrawAlarms(({ key }) => keys.has(key));
      change(silenced(state.current, ids, serverNow()));
    },
    [change],
  );

  const seen = useCallback(
    (alarms: readonly RaisedAlarm[]) => {
      const keys = new Set(alarms.map(({ key }) => key));
      silence([...state.current.said].filter((id) => keys.has(keyOf(id))));
    },
    [silence],
  );

  const { silences } = alarm;
  const ringingBefore = useRef(0);
  const silencesBefore = useRef(silences);
  useEffect(() => {
    // A press that stopped the tone of new orders, or of a lost connection, was not about the orders that wait.
    if (silences > silencesBefore.current && ringingBefore.current === 0 && isLive)
      silence(state.current.said);
    silencesBefore.current = silences;
    ringingBefore.current = alarm.ringing.length;
  }, [silences, alarm.ringing.length, isLive, silence]);
  return { sounded, silence, seen };
}
