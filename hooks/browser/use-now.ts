"use client";

import { useCallback, useSyncExternalStore } from "react";

/**
 * One clock for the page: it ticks once a second, on the second, for as long as anybody looks at it. Each
 * reader re-renders only when what it derives from the time has changed.
 */
const SECOND = 1000;
const readers = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Whole seconds: React asks more than once in a render, and all answers must be the same. */
function wholeSecond(): number {
  return Math.floor(Date.now() / SECOND) * SECOND;
}
/** What a running clock shows; it stands still between two ticks. */
let shown = 0;

function tick() {
  shown = wholeSecond();
  timer = setTimeout(tick, SECOND - (Date.now() % SECOND));
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

/**
 * Something derived from the time in milliseconds, such as a day or a count of late orders. `renderedAt` is the
 * server's time when it rendered the page: the browser hydrates with the same, then goes on with its own.
 */
export function useClock<T extends Derived>(derive: (now: number) => T, renderedAt: number): T {
  const inBrowser = useCallback(() => derive(present()), [derive]);
  const onServer = useCallback(() => derive(renderedAt), [derive, renderedAt]);
  return useSyncExternalStore(subscribe, inBrowser, onServer);
}

/** The time in milliseconds, every second. Without `renderedAt` it is null until the page has hydrated. */
export function useNow(renderedAt: number): number;
export function useNow(): number | null;
export function useNow(renderedAt: number | null = null): number | null {
  return useSyncExternalStore<number | null>(subscribe, present, () => renderedAt);
}
