import "server-only";

declare global {
  // Next gives route handlers, pages and instrumentation each their own module state; globalThis is shared.
  var platewireOnEnqueued: (() => void) | undefined;
}

/** Sets the function that this process calls after each commit that enqueued a job; undefined removes it. */
export function onEnqueued(run: (() => void) | undefined): void {
  globalThis.platewireOnEnqueued = run;
}

/** Starts the jobs that are due, where this process runs any. */
export function notifyEnqueued(): void {
  globalThis.platewireOnEnqueued?.();
}
