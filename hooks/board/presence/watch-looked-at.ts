/** A focus that moves on within this time (ms) is on its way to another ticket. */
const SETTLES_MS = 300;
/** Nobody has touched the board for so long (ms): a ticket that still has the focus is not looked at. */
const IDLE_MS = 60_000;

/** Dialogs lie outside of the ticket that they were opened from. */
const OVERLAY = 'dialog, [role="dialog"], [role="alertdialog"], [role="menu"]';

/**
 * Calls `onChange` with the order whose ticket has the focus, or had it when a dialog or menu was opened. Null: none, or
 * nobody has pressed anything for a minute.
 */
export function watchLookedAt(onChange: (orderId: string | null) => void): () => void {
  let last: string | null = null;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let idling: ReturnType<typeof setTimeout> | undefined;

  function change(orderId: string | null) {
    if (orderId === last) return;
    last = orderId;
    onChange(orderId);
  }
  const isInOverlay = () => document.activeElement?.closest(OVERLAY) != null;

  function look() {
    const ticket = document.activeElement?.closest<HTMLElement>("[data-order]");
    if (ticket == null && isInOverlay()) return;
    change(ticket?.dataset.order ?? null);
  }

  function idle() {
    if (isInOverlay()) onInput();
    else change(null);
  }

  function onInput() {
    clearTimeout(settling);
    clearTimeout(idling);
    settling = setTimeout(look, SETTLES_MS);
    idling = setTimeout(idle, IDLE_MS);
  }

  const controller = new AbortController();
  for (const name of ["focusin", "focusout", "pointerdown", "keydown"])
    document.addEventListener(name, onInput, {
      capture: true,
      passive: true,
      signal: controller.signal,
    });
  onInput();
  return () => {
    controller.abort();
    clearTimeout(settling);
    clearTimeout(idling);
  };
}
