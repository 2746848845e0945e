"use client";

import { useEffect, useSyncExternalStore } from "react";

let zone: string | null = null;
const readers = new Set<() => void>();

function change(next: string | null) {
  zone = next;
  for (const read of readers) read();
}

function subscribe(reader: () => void) {
  readers.add(reader);
  return () => void readers.delete(reader);
}

const current = () => zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
const onServer = () => "UTC";

/** States in which zone the page shows its times: that of the store. Undefined when it shows none. */
export function useAsPageTimeZone(timeZone: string | undefined): void {
  useEffect(() => {
    change(timeZone ?? null);
    return () => change(null);
  }, [timeZone]);
}

/** The zone for times in the frame around a page: the page's, or else the device's. One screen shows one zone. */
export function usePageTimeZone(): string {
  return useSyncExternalStore(subscribe, current, onServer);
}
