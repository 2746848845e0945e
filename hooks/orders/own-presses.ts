/**
 * Orders that this tab is changing. The event of a person's own action may arrive before its answer; this tab then needs no
 * toast, other tabs do.
 */
const underWay = new Map<string, number>();

export function isOwnPress(orderId: string): boolean {
  return underWay.has(orderId);
}

/** Runs an action; its events count as the tab's own until five seconds after the answer. */
export async function asOwnPress<T>(orderId: string, press: () => Promise<T>): Promise<T> {
  underWay.set(orderId, (underWay.get(orderId) ?? 0) + 1);
  try {
    return await press();
  } finally {
    // The event may arrive after the answer.
    setTimeout(() => {
      const presses = (underWay.get(orderId) ?? 1) - 1;
      if (presses === 0) underWay.delete(orderId);
      else underWay.set(orderId, presses);
    }, 5_000);
  }
}
