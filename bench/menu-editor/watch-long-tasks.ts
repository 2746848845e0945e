/** Functions that run in the page. */

declare global {
  interface Window {
    longTasks: number[];
  }
}

/** Runs before the page's own code, so that its start is observed, too. */
export function watchLongTasks(): void {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
}

/** Resolves when the browser has drawn and is idle: what a press causes has ended then, and was reported. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestIdleCallback(resolve));
  }
}

/** Returns the longest task since the last call (ms); 0: none was long. */
export function takeLongest(): number {
  return Math.max(0, ...window.longTasks.splice(0));
}
