const DAYS_AS_NEW = 30;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Is true for the 30 days after a store has joined. `now` is the server's. */
export function isNewStore({ created_at }: { created_at: string }, now: number): boolean {
  return now - Date.parse(created_at) < DAYS_AS_NEW * DAY_MS;
}
