import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Viewer } from "@/lib/auth/server/viewer";
import { markChatRead } from "@/lib/chat/server/mark-read";
import { sendChatMessage } from "@/lib/chat/server/send";
import { queryable } from "@/lib/db/client";
import { jobs } from "@/lib/jobs";
import { prepareQueues } from "@/lib/jobs/queues";
import { runReactions, startReactions } from "@/lib/reactions";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { makeOrder } from "@/test/support/world";
import { type Where, withNewDatabase } from "../orders/measured-database";
import { buildTown } from "../orders/town";
import { quantile } from "../support/median";
import type { ChatFigures } from "./figures";

const PER_MINUTE = 5_000;
const TALKS = 100;
const STORES = 100;
const SHARDS = 8;
const BUDGET_MS = 600_000;
const room = "customer_store" as const;

interface Talk {
  readonly orderId: string;
  readonly customer: Viewer;
  readonly partner: Viewer;
}

async function makeTalks(): Promise<Talk[]> {
  const { stores, customers } = await buildTown({ stores: STORES, customers: TALKS });
  const talks: Talk[] = [];
  for (const [index, customer] of customers.entries()) {
    const store = stores[index % stores.length];
    if (store === undefined) throw new Error("There is no store");
    const { id: orderId } = await makeOrder(customer, store.restaurant);
    talks.push({ orderId, customer, partner: store.partner });
  }
  return talks;
}

const wrongRows = z.object({ rows: z.tuple([z.object({ wrong: z.coerce.number() })]) });

/** Compares the channels of both members with the rooms: each message once, in the order of its number. */
async function countWrong(): Promise<number> {
  const db = await queryable();
  const answer = await db.execute(sql`
    with told as (
      select channel, "offset", data::jsonb ->> 'order_id' as order_id, (data::jsonb ->> 'seq')::int as seq
      from channel_events where type = 'chat_message'
    ), numbered as (
      select *, row_number() over (partition by channel, order_id order by "offset") as place from told
    ), each_channel as (
      select order_id, channel, count(*) as told, count(*) filter (where seq <> place) as moved
      from numbered group by order_id, channel
    )
    select (select count(*) from each_channel e join chat_rooms r on r.order_id::text = e.order_id
        where e.told <> r.head or e.moved > 0)
      + (select count(*) from chat_rooms r where (
          select count(*) from each_channel e where e.order_id = r.order_id::text) <> 2)
      + (select count(*) from chat_rooms r where (
          select count(*) from chat_messages m where m.order_id = r.order_id and m.room = r.room) <> r.head) as wrong`);
  return wrongRows.parse(answer).rows[0].wrong;
}

const arrivalSchema = z.object({ id: z.string(), as: z.string(), author: z.object({ kind: z.string() }) });

/** Calls `arrived` with the id of each message that the channel of its reader announces. Returns how to stop. */
function watch(bus: ReturnType<typeof memoryBus>, arrived: (id: string) => void): () => void {
  const stops = Array.from({ length: SHARDS }, (_, shard) =>
    bus.subscribe(shard, (messages) => {
      for (const { type, data } of messages) {
        if (type !== "chat_message") continue;
        const { id, as, author } = arrivalSchema.parse(JSON.parse(data));
        if (as !== author.kind) arrived(id);
      }
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

const spread = (values: number[]) => {
  const sorted = values.sort((one, other) => one - other);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) };
};

/** The customer and the store write in turn, and each message is read by the other at once. */
async function talkFor(talks: readonly Talk[], seconds: number, arrivals: ReadonlyMap<string, number>) {
  const count = Math.max(1, Math.round((PER_MINUTE / 60) * seconds));
  const began = performance.now();
  const answered: number[] = [];
  const dueOf = new Map<string, number>();
  const before = process.cpuUsage();
  const say = async (n: number, due: number) => {
    const talk = talks[n % talks.length];
    if (talk === undefined) throw new Error("There is no talk");
    const isCustomers = Math.floor(n / talks.length) % 2 === 0;
    const [writer, reader] = isCustomers ? [talk.customer, talk.partner] : [talk.partner, talk.customer];
    const input = { order_id: talk.orderId, message: { room, text: `This is message ${n}` } };
    const sent = await sendChatMessage(writer, input, `message-${n}`);
    if (!sent.ok) throw new Error(sent.message);
    answered.push(performance.now() - due);
    dueOf.set(sent.data.id, due);
    const read = await markChatRead(reader, { order_id: talk.orderId, room, message_id: sent.data.id });
    if (!read.ok) throw new Error(read.message);
  };
  const running: Promise<void>[] = [];
  for (let n = 0; n < count; n += 1) {
    const due = began + (n * 60_000) / PER_MINUTE;
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    running.push(say(n, due));
  }
  await Promise.all(running);
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  const delivered = [...dueOf].map(([id, due]) => (arrivals.get(id) ?? Number.POSITIVE_INFINITY) - due);
  return {
    messages: count,
    perMinute: (count * 60_000) / took,
    answered: spread(answered),
    delivered: spread(delivered),
    cpuEach: (user + system) / count,
  };
}

/** Two hundred people, a customer and a store in each room, chat at 5,000 messages a minute for `seconds`, beside the reactions. */
export function measureChat(
  where: Where,
  { seconds, concurrency }: { seconds: number; concurrency: number },
): Promise<ChatFigures> {
  return withNewDatabase(where, async (database) => {
    const bus = memoryBus(SHARDS);
    provideBus(bus);
    try {
      return await database.asProduct(concurrency, async () => {
        await prepareQueues(jobs);
        const talks = await makeTalks();
        await runReactions(BUDGET_MS);
        const arrivals = new Map<string, number>();
        const leave = watch(bus, (id) => void arrivals.set(id, performance.now()));
        const stop = startReactions();
        try {
          const figures = await talkFor(talks, seconds, arrivals);
          return { people: TALKS + STORES, ...figures, wrong: await countWrong() };
        } finally {
          leave();
          await stop();
        }
      });
    } finally {
      provideBus(undefined);
    }
  });
}
