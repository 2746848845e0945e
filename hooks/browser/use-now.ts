"use client";

import { useCallback, useSyncExternalStore } from "react";
import { serverNow } from "@/lib/realtime/client/server-clock";

/** All readers share one timer. A reader renders only when its derived value changes. */
const SECOND = 1000;
/**
 * Readers that are called in one task. A full board has hundreds of them, and an event or a press should not wait until all have
 * rendered.
 */
const AT_ONCE = 24;
const readers = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
/** Those who have not been called about the present second yet, and the task that goes on with them. */
let due: readonly (() => void)[] = [];
let next: ReturnType<typeof setTimeout> | undefined;

/** React reads the value several times per render, and it must not change in between. */
function wholeSecond(): number {
  return Math.floor(serverNow() / SECOND) * SECOND;
}
let shown = 0;

function tick() {
  shown = wholeSecond();
  timer = setTimeout(tick, SECOND - (serverNow() % SECOND));
  // Where a second is too short for all, those who are left come first.
  due = [...new Set([...due, ...readers])];
  clearTimeout(next);
  callSome();
}

function callSome() {
  // A hidden page may get no other task in this second.
  const called = document.hidden ? due : due.slice(0, AT_ONCE);
  due = due.slice(called.length);
  for (const read of called) if (readers.has(read)) read();
  next = due.length > 0 ? setTimeout(callSome, 0) : undefined;
}

function subscribe(reader: () => void) {
  readers.add(reader);
  if (timer === undefined) tick();
  return () => {
    readers.delete(reader);
    if (readers.size > 0) return;
    clearTimeout(timer);
    clearTimeout(next);
    due = [];
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
