const CANDIDATES = 'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable="true"]';

/** Reads attributes only: asking for a style would make the browser lay out the whole dialog within the press. */
function isShown(one: HTMLElement): boolean {
  const closed = one.closest("[hidden], details:not([open])");
  return closed === null || (one.matches("summary") && one.parentElement === closed);
}

/**
 * Returns what the focus begins with in a dialog. True where only the library can tell: it asks for the style of each
 * control and of all around it, which takes longer than a frame in a long form.
 */
export function firstFocus(dialog: HTMLElement | null): HTMLElement | true {
  const all = Array.from(dialog?.querySelectorAll<HTMLElement>(CANDIDATES) ?? []);
  const first = all.find((one) => one.tabIndex >= 0 && !one.matches(":disabled") && isShown(one));
  // The browser reaches the chosen one of several radio buttons, which need not be the first.
  return first === undefined || first.matches('[type="radio"]') ? true : first;
}
