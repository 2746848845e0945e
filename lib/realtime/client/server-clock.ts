/** Device clocks may be wrong by hours, those of kitchen tablets often are. Every time on a page is the server's. */

/** The server's clock minus the device's (ms); null until the stream has said the time. */
let ofStream: number | null = null;
let ofPage: number | undefined;

export function setClockOffset(ms: number): void {
  ofStream = ms;
}

/**
 * Compares the time at which the server rendered the page with that at which the response began: good enough until the
 * stream says the time.
 */
function pageOffset(): number {
  if (typeof document === "undefined") return 0;
  const renderedAt = Number(document.documentElement.dataset.renderedAt ?? Number.NaN);
  const [navigation] = performance.getEntriesByType("navigation");
  if (!Number.isFinite(renderedAt) || !(navigation instanceof PerformanceNavigationTiming)) return 0;
  return renderedAt - (Date.now() - (performance.now() - navigation.responseStart));
}

/** Converts an instant that the device's clock told (ms). */
export function toServerTime(deviceTime: number): number {
  ofPage ??= pageOffset();
  return deviceTime + (ofStream ?? ofPage);
}

/** Returns the server's time (ms). */
export function serverNow(): number {
  return toServerTime(Date.now());
}
