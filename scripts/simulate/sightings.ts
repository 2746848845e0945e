import * as z from "zod";

const frameSchema = z.object({ channel: z.string(), offset: z.number().int().positive() });
export const orderFrameSchema = z.object({
  channel: z.string(),
  offset: z.number().int().positive(),
  order_id: z.uuid(),
  version: z.number().int().positive(),
});
const menuFrameSchema = z.object({
  channel: z.string(),
  item_id: z.uuid(),
  version: z.number().int().positive(),
});
const notificationFrameSchema = z.object({
  channel: z.string(),
  offset: z.number().int().positive(),
  id: z.uuid(),
  title: z.string(),
  action_url: z.string().nullable(),
});
export const resetFrameSchema = z.object({ channel: z.string(), offset: z.number().int().nonnegative() });

/** Returns an identity that every repetition of the event on this channel has. */
export function eventKey(channel: string, type: string, orderId: string, which: number | string): string {
  return `${channel} ${type} ${orderId} ${which}`;
}

export const isOfNotification = (key: string) => key.split(" ")[1] === "notification";

/** Counts notifications of one title: a store may delay an order more than once. */
export function notificationKey(channel: string, orderId: string, title: string, n: number): string {
  return eventKey(channel, "notification", orderId, `${title.replaceAll(" ", "_")}#${n}`);
}

/** Watched for their order only. */
const UNCOUNTED = [
  "menu_option_changed",
  "menu_changed",
  "store_status",
  "trip_started",
  "trip_checkpoint",
  "trip_finished",
];

export interface Sightings {
  handled: Map<string, number>;
  /** Received twice over the same connection. */
  doubled: number;
  /** Received again after a reconnect and dropped by offset, as every client does. */
  dropped: number;
  /** Received after an event with a higher offset of its channel, or with a gap before it. */
  disordered: number;
  resets: Set<string>;
  connections: number;
}

export interface Witness {
  readonly seen: Sightings;
  connected(): void;
  event(type: string, data: unknown): void;
  reset(data: unknown): void;
}

export function newWitness(): Witness {
  const seen: Sightings = {
    handled: new Map(),
    doubled: 0,
    dropped: 0,
    disordered: 0,
    resets: new Set(),
    connections: 0,
  };
  const offsets = new Map<string, Set<number>>();
  const last = new Map<string, number>();
  let ofThisConnection = new Set<string>();
  const notified = new Map<string, string[]>();

  /** Null for notifications that are not about a customer's order, such as reminders of a store's staff. */
  function keyOf(type: string, data: unknown): string | null {
    if (type === "menu_item_changed") {
      const { channel, item_id, version } = menuFrameSchema.parse(data);
      return eventKey(channel, type, item_id, version);
    }
    if (UNCOUNTED.includes(type)) return null;
    if (type !== "notification") {
      const { channel, order_id, version } = orderFrameSchema.parse(data);
      return eventKey(channel, type, order_id, version);
    }
    const { channel, id, title, action_url } = notificationFrameSchema.parse(data);
    if (action_url === null || !action_url.startsWith("/orders/")) return null;
    const ids = notified.get(`${action_url} ${title}`) ?? [];
    notified.set(`${action_url} ${title}`, ids);
    if (!ids.includes(id)) ids.push(id);
    return notificationKey(channel, action_url.replace("/orders/", ""), title, ids.indexOf(id) + 1);
  }
  return {
    seen,
    connected: () => {
      seen.connections += 1;
      ofThisConnection = new Set();
    },
    event: (type, data) => {
      const { channel, offset } = frameSchema.parse(data);
      const place = `${channel} ${offset}`;
      const known = offsets.get(channel) ?? new Set<number>();
      offsets.set(channel, known);
      if (known.has(offset)) {
        if (ofThisConnection.has(place)) seen.doubled += 1;
        else seen.dropped += 1;
        return;
      }
      known.add(offset);
      ofThisConnection.add(place);
      const before = last.get(channel);
      if (before !== undefined && offset !== before + 1) seen.disordered += 1;
      last.set(channel, Math.max(before ?? 0, offset));
      const key = keyOf(type, data);
      if (key !== null) seen.handled.set(key, (seen.handled.get(key) ?? 0) + 1);
    },
    reset: (data) => {
      const { channel, offset } = resetFrameSchema.parse(data);
      seen.resets.add(channel);
      last.set(channel, offset);
    },
  };
}
