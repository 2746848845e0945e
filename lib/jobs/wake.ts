import "server-only";

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireOnEnqueued: (() => void) | undefined;
}

/** Sets the function that this process calls after each commit that enqueued a job; undefined removes it. */
export function onEnqueued(run: (() => void) | undefined): void {
  globalThis.platewireOnEnqueued = run;
}

/** Calls the function set by `onEnqueued`, if any. */
export function notifyEnqueued(): void {
  globalThis.platewireOnEnqueued?.();
}
