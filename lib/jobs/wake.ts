import "server-only";

declare global {
  var platewireOnEnqueued: (() => void) | undefined;
}

export function onEnqueued(run: (() => void) | undefined): void {
  globalThis.platewireOnEnqueued = run;
}

export function notifyEnqueued(): void {
  globalThis.platewireOnEnqueued?.();
}
