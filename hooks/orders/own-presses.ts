/** Orders that this tab is changing: their events need no toast in this tab. */
const underWay = new Map<string, number>();

export function isOwnPress(orderId: string): boolean {
  return underWay.has(orderId);
}

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
