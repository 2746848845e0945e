/**
 * Returns what gets the focus when a dialog closes whose `opener` is gone: the same ticket, when it was rendered anew in
 * another place meanwhile. Null when the opener is there, or nothing stands in for it.
 */
export function standIn(opener: Element | null): HTMLElement | null {
  if (opener === null || opener.isConnected) return null;
  const order = opener.closest<HTMLElement>("[data-order]")?.dataset.order;
  return order === undefined ? null : document.querySelector(`[data-order="${CSS.escape(order)}"]`);
}
