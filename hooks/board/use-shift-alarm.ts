"use client";

import { useCallback, useEffect, useState } from "react";
import { ringing } from "@/lib/board/model/ringing";
import type { BoardOrder } from "@/lib/orders/model/schema";

export interface Alarm {
  ringing: BoardOrder[];
  /** Mutes the orders, by default all that ring, on this device at once, and acknowledges them, which silences the store's other devices. */
  silence: (orders?: readonly BoardOrder[]) => void;
  /** How often the alarm was silenced, which also silences the other tones that repeat. */
  silences: number;
}

interface Options {
  isLive: boolean;
  /** False for admins: only the store's staff may acknowledge. */
  canAcknowledge: boolean;
  acknowledge: (orders: readonly BoardOrder[]) => Promise<void>;
}

/** Mutes orders one by one, so that the next order sounds again. The sound itself loads after the page: use-ring.ts. */
export function useShiftAlarm(orders: readonly BoardOrder[], options: Options): Alarm {
  const { acknowledge: send, isLive, canAcknowledge } = options;
  const [silences, setSilences] = useState(0);
  const [muted, setMuted] = useState<ReadonlySet<string>>(new Set());
  const unacknowledged = ringing(orders);
  const loud = unacknowledged.filter((order) => !muted.has(order.id));

  const acknowledge = useCallback(
    (waiting: readonly BoardOrder[]) => {
      if (canAcknowledge && waiting.length > 0) void send(waiting);
    },
    [canAcknowledge, send],
  );

  const silence = (orders: readonly BoardOrder[] = loud) => {
    setSilences((before) => before + 1);
    setMuted((before) => new Set([...before, ...orders.map((order) => order.id)]));
    acknowledge(orders);
  };

  // Orders muted while the stream was down still sound on the other devices.
  const unsent = unacknowledged.filter((order) => muted.has(order.id));
  const unsentKey = unsent.map((order) => order.id).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once when the stream returns, not with each render
  useEffect(() => {
    if (isLive && unsentKey !== "") acknowledge(unsent);
  }, [isLive]);

  return { ringing: loud, silence, silences };
}
