"use client";

import { useCallback, useSyncExternalStore } from "react";
import { serverNow } from "@/lib/realtime/client/server-clock";

/** All readers share one timer. A reader renders only when its derived value changes. */
const SECOND = 1000;
const readers = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** React reads the value several times per render, and it must not change in between. */
function wholeSecond(): number {
  return Math.floor(serverNow() / SECOND) * SECOND;
}
let shown = 0;

function tick() {
  shown = wholeSecond();
  timer = setTimeout(tick, SECOND - (serverNow() % SECOND));
  for (const read of readers) read();
}

function subscribe(reader: () => void) {
  readers.add(reader);
  if (timer === undefined) tick();
  return () => {
    readers.delete(reader);
    if (readers.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

const present = () => (timer === undefined ? wholeSecond() : shown);

type Derived = string | number | boolean | null;

/** Hydrates with `renderedAt`, the server's time (ms) when it rendered the page, and then follows the server's clock. */
export function useClock<T extends Derived>(derive: (now: number) => T, renderedAt: number): T {
  const inBrowser = useCallback(() => derive(present()), [derive]);
  const onServer = useCallback(() => derive(renderedAt), [derive, renderedAt]);
  return useSyncExternalStore(subscribe, inBrowser, onServer);
}

/** Returns the server's time (ms). Without `renderedAt` it is null until the page has hydrated. */
export function useNow(renderedAt: number): number;
export function useNow(): number | null;
export function useNow(renderedAt: number | null = null): number | null {
  return useSyncExternalStore<number | null>(subscribe, present, () => renderedAt);
}
