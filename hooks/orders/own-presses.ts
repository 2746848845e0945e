/**
 * What this tab is doing to orders right now. The event of one's own press may come before its answer;
 * whoever pressed needs no toast about it, the other tabs of the same person do.
 */
const underWay = new Map<string, number>();

export function isOwnPress(orderId: string): boolean {
  return underWay.has(orderId);
}

/** Runs the press; its events are the tab's own until the answer is there and a moment longer. */
export async function asOwnPress<T>(orderId: string, press: () => Promise<T>): Promise<T> {
  underWay.set(orderId, (underWay.get(orderId) ?? 0) + 1);
  try {
    return await press();
  } finally {
    // The event of a change that is answered already may still be on its way.
    setTimeout(() => {
      const presses = (underWay.get(orderId) ?? 1) - 1;
      if (presses === 0) underWay.delete(orderId);
      else underWay.set(orderId, presses);
    }, 5_000);
  }
}
