type Toast = typeof import("sonner").toast;

let begin: (toast: Toast) => void;
const begun = new Promise<Toast>((resolve) => {
  begin = resolve;
});

/** Called once by the page's toaster, when it is there to show something. */
export function beginToasts(toast: Toast): void {
  begin(toast);
}

/**
 * Shows a toast: at once, or as soon as the toaster is there. It is not part of a page's first load, so nobody
 * else imports sonner's code.
 */
export function showToast(show: (toast: Toast) => void): void {
  void begun.then(show);
}
