type Locks = Pick<LockManager, "request">;

/** Kept by the page until it is gone: asked again, it still owns what it owns. */
const asked = new Map<string, Promise<boolean>>();

/** @internal Tests have several pages in one. */
export function forgetAskedShifts(): void {
  asked.clear();
}

function ask(locks: Locks, shiftId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const held = locks.request(`platewire.shift.${shiftId}`, { ifAvailable: true }, async (lock) => {
      resolve(lock !== null);
      // Until the page is gone, which releases it.
      if (lock !== null) await new Promise<never>(() => undefined);
    });
    // A browser that refuses locks cannot tell, and most tabs are no copies.
    held.catch(() => resolve(true));
  });
}

/**
 * Resolves with whether a shift is this page's own. A browser that duplicates a tab copies its storage, and so the id of its
 * shift, while the page of the original holds a lock under that id. A page that is reloaded before the browser has released its
 * lock is taken for a copy, too, which costs nothing: its shift goes on under another id.
 */
export function isOwnShift(locks: Locks | null | undefined, shiftId: string): Promise<boolean> {
  const answer = asked.get(shiftId) ?? (locks == null ? Promise.resolve(true) : ask(locks, shiftId));
  asked.set(shiftId, answer);
  return answer;
}
