type Toast = typeof import("sonner").toast;

let provide: (toast: Toast) => void;
const toaster = new Promise<Toast>((resolve) => {
  provide = resolve;
});

/** Called once by the page's toaster when it is mounted. */
export function beginToasts(toast: Toast): void {
  provide(toast);
}

/** Shows a toast as soon as the toaster is mounted. Keeps sonner's code out of the page's first load. */
export function showToast(show: (toast: Toast) => void): void {
  void toaster.then(show);
}
