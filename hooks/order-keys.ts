/** Where orders live in the React Query cache. */
export const orderKeys = {
  mine: ["orders", "mine"],
  every: ["order"],
  one: (orderId: string) => ["order", orderId],
} as const;

/** How often is looked while the stream is down and the tab visible. */
export const POLL_WHILE_NOT_LIVE = 30_000;
