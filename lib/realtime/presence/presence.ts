import "server-only";
import { type Queryable, queryable } from "@/lib/db/client";
import { hub } from "@/lib/realtime/hub/process-hub";
import {
  connectedElsewhereAmong,
  countElsewhere,
  readOtherInstances,
  readUsersElsewhere,
  type StreamInstance,
} from "./presence-tables";

/** Exact for this instance, up to two seconds old for others; a crashed instance counts for ten seconds more. */

/** This instance comes first, even while it has no streams. */
export async function listInstances(): Promise<[here: StreamInstance, ...others: StreamInstance[]]> {
  const { presence, counts } = hub().owners;
  const here = {
    id: presence.instanceId,
    startedAt: presence.startedAt,
    seenAt: new Date(),
    connections: counts.connections,
  };
  return [here, ...(await readOtherInstances(await queryable(), presence.instanceId))];
}

/** @public Connection management (requirement A6): docs/guarantee.md. */
export async function countConnections(): Promise<number> {
  const instances = await listInstances();
  return instances.reduce((sum, { connections }) => sum + connections, 0);
}

export async function countConnectionsOf(userId: string): Promise<number> {
  const { presence, counts } = hub().owners;
  const elsewhere = await countElsewhere(await queryable(), presence.instanceId, [userId]);
  return counts.ofUser(userId) + (elsewhere.get(userId) ?? 0);
}

/** @public Connection management (requirement A6): docs/guarantee.md. */
export async function isConnected(userId: string): Promise<boolean> {
  return hub().owners.counts.ofUser(userId) > 0 || (await countConnectionsOf(userId)) > 0;
}

/** Within a transaction pass `db`: the embedded database has one connection. */
export async function connectedUsers(db?: Queryable): Promise<string[]> {
  const { presence, counts } = hub().owners;
  const elsewhere = await readUsersElsewhere(db ?? (await queryable()), presence.instanceId);
  return [...new Set([...counts.userIds(), ...elsewhere])];
}

/** Makes one query, however many people. */
export async function connectedAmong(userIds: readonly string[]): Promise<Set<string>> {
  const { presence, counts } = hub().owners;
  const elsewhere = await connectedElsewhereAmong(await queryable(), presence.instanceId, userIds);
  return new Set([...userIds.filter((id) => counts.ofUser(id) > 0), ...elsewhere]);
}
