type Toast = typeof import("sonner").toast;

let begin: (toast: Toast) => void;
const begun = new Promise<Toast>((resolve) => {
  begin = resolve;
});

/** Called once by the page's toaster when it is mounted. */
export function beginToasts(toast: Toast): void {
  begin(toast);
}
/** Shows a toast as soon as the toaster is mounted. Keeps sonner's code out of the page's first load. */
 */
export function showToast(show: (toast: Toast) => void): void {
  void begun.then(show);
}
