"use client";

import { useCallback, useEffect, useState } from "react";
import { ringing } from "@/lib/board/model/news";
import type { BoardOrder } from "@/lib/orders/model/schema";
import type { Shift } from "./use-shift";

export interface Alarm {
  /** Orders that nobody has taken notice of, and that are not muted here. */
  ringing: BoardOrder[];
  /** Takes notice of all of them: quiet here at once, and on every device of the store as soon as the server knows. */
  silence: () => void;
}

interface Options {
  shift: Shift;
  isLive: boolean;
  /** Nobody but the store's staff can take notice. */
  canAcknowledge: boolean;
  acknowledge: (orders: readonly BoardOrder[]) => Promise<void>;
}

/**
 * Rings for as long as any new order is unnoticed. Each order is muted by itself, so that muting one never
 * mutes the next.
 */
export function useShiftAlarm(orders: readonly BoardOrder[], options: Options): Alarm {
  const { acknowledge: send, shift, isLive, canAcknowledge } = options;
  const [muted, setMuted] = useState<ReadonlySet<string>>(new Set());
  const unnoticed = ringing(orders);
  const loud = unnoticed.filter((order) => !muted.has(order.id));
  const isRinging = loud.length > 0;
  const { audio, sound } = shift;

  useEffect(() => {
    if (sound === "on") audio.ring(isRinging);
  }, [audio, sound, isRinging]);

  const acknowledge = useCallback(
    (waiting: readonly BoardOrder[]) => {
      if (canAcknowledge && waiting.length > 0) void send(waiting);
    },
    [canAcknowledge, send],
  );

  const silence = () => {
    setMuted((before) => new Set([...before, ...loud.map((order) => order.id)]));
    acknowledge(loud);
  };

  // Muted while the line was down: the other devices still ring, and are told as soon as it is back.
  const untold = unnoticed.filter((order) => muted.has(order.id));
  const untoldKey = untold.map((order) => order.id).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each return of the line, not for each render
  useEffect(() => {
    if (isLive && untoldKey !== "") acknowledge(untold);
  }, [isLive]);

  return { ringing: loud, silence };
}
