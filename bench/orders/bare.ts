import { randomUUID } from "node:crypto";
import type { PGlite } from "@electric-sql/pglite";
import type { Client, Pool } from "pg";
import { type Figures, type Limits, measureLoop } from "./figures";
import type { Town } from "./town";

/** The baseline: the statements of one change in hand-written SQL, with rows of the same size. */

type Ask = (text: string, values?: unknown[]) => Promise<unknown>;
export type InTransaction = (work: (ask: Ask) => Promise<void>) => Promise<void>;

export function onPool(pool: Pool): InTransaction {
  return async (work) => {
    const client: Pick<Client, "query"> & { release(): void } = await pool.connect();
    try {
      await client.query("begin");
      await work((text, values) => client.query(text, values));
      await client.query("commit");
    } finally {
      client.release();
    }
  };
}

export function onPglite(client: PGlite): InTransaction {
  return (work) => client.transaction((tx) => work((text, values) => tx.query(text, values)));
}

const READ = `
  select o.*, t.slug, t.name, t.time_zone, t.delivery_minutes, t.default_prep_minutes
  from orders o join tenants t on t.id = o.tenant_id where o.id = $1 for update of o`;
const UPDATE = `
  update orders set status = $3, version = $2 + 1, payment_status = $4, accepted_at = $5, prep_minutes = $6,
    promised_at = $5, ready_at = $5, updated_at = $5
  where id = $1 and version = $2`;
const HISTORY = `
  insert into order_history (order_id, version, at, action, from_status, to_status, actor_kind, actor_name)
  values ($1, $2, $3, 'ready', 'Preparing', 'Preparing', 'partner', 'Ana')`;
const TAKE = `
  insert into channels (name, epoch, head) select name, 'floor', 1 from unnest($1::text[]) name order by name
  on conflict (name) do update set head = channels.head + 1 returning name, head`;
const APPEND = `
  insert into channel_events (channel, "offset", type, data)
  select name, head, 'order_status_update', $2 from channels where name = any($1::text[])`;

const DATA = JSON.stringify({ filler: "x".repeat(1_080) });

export interface BareOrder {
  id: string;
  version: number;
  channels: string[];
}

export async function placeBare(
  inTransaction: InTransaction,
  town: Town,
  count: number,
): Promise<BareOrder[]> {
  const orders = Array.from({ length: count }, (_, n) => {
    const tenant = town.stores[n % town.stores.length]?.restaurant.id ?? "";
    const user = town.customers[n % town.customers.length]?.userId ?? "";
    const id = randomUUID();
    return {
      id,
      tenant,
      user,
      version: 1,
      channels: [`user:${user}`, `tenant:${tenant}:orders`, `order:${id}`],
    };
  });
  await inTransaction(async (ask) => {
    await ask(
      `insert into addresses (id, user_id, line1, city, postal_code)
       select user_id, user_id, 'Harbour 7', 'Port Selby', '12345' from (select distinct unnest($1::uuid[])) as t(user_id)`,
      [orders.map((order) => order.user)],
    );
    await ask(
      `insert into orders (id, code, tenant_id, user_id, address_id, status, version, payment_method, payment_status,
         currency, items_total, delivery_fee, final_amount, total_qty, accept_by)
       select id, id::text, tenant_id, user_id, user_id, 'Preparing', 1, 'cash', 'due_on_delivery', 'EUR', 1, 1, 2, 1, now()
       from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as t(id, tenant_id, user_id)`,
      [orders.map(({ id }) => id), orders.map(({ tenant }) => tenant), orders.map(({ user }) => user)],
    );
  });
  return orders;
}

export function measureBare(
  inTransaction: InTransaction,
  orders: BareOrder[],
  limits: Limits,
): Promise<Figures> {
  const free = [...orders];
  return measureLoop(limits, () => {
    const order = free.shift();
    if (order === undefined) throw new Error("More workers than orders");
    return async () => {
      const { id, version, channels } = order;
      const at = new Date();
      await inTransaction(async (ask) => {
        await ask(READ, [id]);
        await ask(UPDATE, [id, version, "Preparing", "due_on_delivery", at, 20]);
        await ask(HISTORY, [id, version + 1, at]);
        await ask(TAKE, [channels]);
        await ask(APPEND, [channels, DATA]);
      });
      order.version += 1;
      free.push(order);
    };
  });
}
