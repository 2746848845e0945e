/**
 * Channels: an ordered log of events with a name. The name says whom it concerns; who may read it is
 * decided elsewhere (lib/channels.ts), for each connection.
 */

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

export type Channel =
  /** What concerns this person; and what concerns the staff of this tenant about its orders. */
  | { kind: "user" | "tenant_orders"; id: string }
  /** One order; one tenant's menu. */
  | { kind: "order" | "menu"; id: string }
  | { kind: "role"; id: string }
  | { kind: "broadcast" };

export const channelName = {
  user: (id: string) => `user:${id}`,
  tenantOrders: (id: string) => `tenant:${id}:orders`,
  order: (id: string) => `order:${id}`,
  menu: (tenantId: string) => `menu:${tenantId}`,
  role: (role: string) => `role:${role}`,
  broadcast: () => "broadcast",
};

const PATTERNS = [
  { kind: "user", pattern: new RegExp(`^user:(${UUID})$`) },
  { kind: "tenant_orders", pattern: new RegExp(`^tenant:(${UUID}):orders$`) },
  { kind: "order", pattern: new RegExp(`^order:(${UUID})$`) },
  { kind: "menu", pattern: new RegExp(`^menu:(${UUID})$`) },
  { kind: "role", pattern: /^role:([a-z]{1,32})$/ },
] as const;

/** Null for a name that no channel can have. */
export function parseChannel(name: string): Channel | null {
  if (name === "broadcast") return { kind: "broadcast" };
  for (const { kind, pattern } of PATTERNS) {
    const id = pattern.exec(name)?.[1];
    if (id !== undefined) return { kind, id };
  }
  return null;
}

/**
 * The bus shard that carries a channel: FNV-1a over the name. Every instance must come to the same answer,
 * so a change of BUS_SHARDS takes effect only when all of them have it.
 */
export function shardOf(name: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % shards;
}
