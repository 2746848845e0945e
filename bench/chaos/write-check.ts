import type { Client } from "pg";
import * as z from "zod";
import type { Ledger, SaidWrite } from "./ledger";
import type { World } from "./world";

/** Every accepted write must exist once, and the last event must have the final state. Chat messages must be in the order in which they were said. */

export interface WriteVerdict {
  accepted: number;
  /** Chat messages, and the chats that they are in. */
  said: number;
  talks: number;
  faults: string[];
}

const orderRow = z.object({
  id: z.string(),
  version: z.number().int(),
  status: z.string(),
  entries: z.coerce.number(),
  last_version: z.number().int().nullable(),
  last_status: z.string().nullable(),
});
type OrderRow = z.infer<typeof orderRow>;

const ORDERS = `
  select o.id, o.version, o.status,
    (select count(*) from order_history h where h.order_id = o.id) as entries,
    (e.data::jsonb ->> 'version')::int as last_version, e.data::jsonb ->> 'order_status' as last_status
  from orders o
  left join channels c on c.name = 'order:' || o.id
  left join channel_events e on e.channel = c.name and e."offset" = c.head
  where o.tenant_id = any($1)`;

function faultsOf(order: OrderRow, changes: number, isCertain: boolean): string[] {
  const { id, version, status, entries, last_version, last_status } = order;
  const faults: string[] = [];
  if (entries !== version) faults.push(`Order ${id} is at version ${version}, its history has ${entries}`);
  if (last_version !== version || last_status !== status)
    faults.push(
      `Order ${id} is ${status} (${version}); its last event says ${last_status} (${last_version})`,
    );
  // Version 1 is the placing. A write without a response may have been carried out.
  if (isCertain ? version - 1 !== changes : version - 1 < changes)
    faults.push(`Order ${id} has ${version - 1} changes; ${changes} were accepted`);
  return faults;
}

const talksOf = (said: readonly SaidWrite[]) => new Set(said.map(({ orderId }) => orderId)).size;

const messageRow = z.object({ id: z.string(), order_id: z.string(), seq: z.coerce.number() });
type MessageRow = z.infer<typeof messageRow>;

const MESSAGES = `
  select m.id, m.order_id, m.seq from chat_messages m join orders o on o.id = m.order_id
  where o.tenant_id = any($1) order by m.order_id, m.room, m.seq`;

/**
 * Each message that was accepted is there once, the numbers of a room have no gap, and what one member said later has a higher number.
 * @internal
 */
export function chatFaultsOf(
  rows: readonly MessageRow[],
  said: readonly SaidWrite[],
  isCertain: boolean,
): string[] {
  const faults: string[] = [];
  const seqOf = new Map(rows.map(({ id, seq }) => [id, seq]));
  for (const [orderId, messages] of Map.groupBy(rows, ({ order_id }) => order_id))
    if (messages.some(({ seq }, index) => seq !== index + 1))
      faults.push(
        `The chat of order ${orderId} has the numbers ${messages.map(({ seq }) => seq).join(", ")}`,
      );
  for (const [member, messages] of Map.groupBy(said, ({ orderId, by }) => `${by} of order ${orderId}`)) {
    const seqs = messages.map(({ messageId }) => seqOf.get(messageId) ?? 0);
    if (seqs.some((seq, index) => seq <= (seqs[index - 1] ?? 0)))
      faults.push(`What the ${member} said one after the other has the numbers ${seqs.join(", ")}`);
  }
  if (isCertain && rows.length !== said.length)
    faults.push(`${rows.length} chat messages are there; ${said.length} were accepted`);
  return faults;
}

export async function checkWrites(db: Client, world: World, ledger: Ledger): Promise<WriteVerdict> {
  const { rows } = await db.query(ORDERS, [world.stores.map(({ id }) => id)]);
  const orders = z.array(orderRow).parse(rows);
  const changes = new Map<string, number>();
  for (const { orderId } of ledger.changed) changes.set(orderId, (changes.get(orderId) ?? 0) + 1);
  const isCertain = ledger.unanswered === 0;
  const faults = [
    ...ledger.faults,
    ...orders.flatMap((order) => faultsOf(order, changes.get(order.id) ?? 0, isCertain)),
  ];

  const placed = new Set(ledger.placed.map(({ orderId }) => orderId));
  if (placed.size !== ledger.placed.length)
    faults.push(`${ledger.placed.length} orders were accepted, ${placed.size} are different ones`);
  const known = new Set(orders.map(({ id }) => id));
  for (const id of placed) if (!known.has(id)) faults.push(`Order ${id} was accepted and is not there`);
  const standing = world.stores.flatMap(({ standingOrders }) => standingOrders).length;
  if (isCertain && orders.length !== placed.size + standing)
    faults.push(`${orders.length} orders are there; ${placed.size + standing} were accepted`);
  const messages = z
    .array(messageRow)
    .parse((await db.query(MESSAGES, [world.stores.map(({ id }) => id)])).rows);
  faults.push(...chatFaultsOf(messages, ledger.said, isCertain));
  const accepted = ledger.placed.length + ledger.changed.length + ledger.said.length;
  return { accepted, said: ledger.said.length, talks: talksOf(ledger.said), faults };
}
