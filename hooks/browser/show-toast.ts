type Toast = typeof import("sonner").toast;

let provide: (toast: Toast) => void;
const toaster = new Promise<Toast>((resolve) => {
  provide = resolve;
});

export function beginToasts(toast: Toast): void {
  provide(toast);
}

/** Keeps sonner's code out of the page's first load; waits for the toaster. */
export function showToast(show: (toast: Toast) => void): void {
  void toaster.then(show);
}
