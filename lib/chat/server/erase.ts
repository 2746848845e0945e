import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { CHAT_CLOSES_AFTER_MS, CHAT_READABLE_MS } from "@/lib/chat/model/rooms";
import { queryable } from "@/lib/db/client";
import { defineJob, type JobContext } from "@/lib/jobs/define-job";

/** Rooms per statement. */
const BATCH = 200;
/** Longest time of a run (ms); the next run removes the rest. */
const AT_MOST_MS = 20_000;
const UNSENT_HOURS = 24;

const KEPT_SECONDS = (CHAT_CLOSES_AFTER_MS + CHAT_READABLE_MS) / 1_000;

const counted = z.object({
  rows: z.array(z.object({ removed: z.coerce.number() })).check(z.minLength(1), z.maxLength(1)),
});

async function count(statement: ReturnType<typeof sql>): Promise<number> {
  const answer = await (await queryable()).execute(statement);
  return z.parse(counted, answer).rows[0]?.removed ?? 0;
}

/** By the orders first, which an index finds. */
const isOld = sql`order_id = any(array(select order_id from old)) and (order_id, room) in (select order_id, room from old)`;

/**
 * Erases chats whose time is over, with their messages, cursors, photos and blocks; not those that were reported. The last message
 * is never later than the closing, so no chat is due before its last message is as old.
 */
const eraseRooms = () =>
  count(sql`
    with old as (
      select room.order_id, room.room from chat_rooms room join orders on orders.id = room.order_id
      where room.reported_at is null and room.last_at < now() - make_interval(secs => ${CHAT_READABLE_MS / 1_000})
        and orders.status in ('Delivered', 'Cancelled')
        and coalesce(orders.delivered_at, orders.cancelled_at) < now() - make_interval(secs => ${KEPT_SECONDS})
      order by room.last_at limit ${BATCH} for update of room skip locked
    ), photos as (
      delete from chat_photos where ${isOld}
    ), gone as (
      delete from chat_rooms where ${isOld} returning order_id
    )
    select count(*) as removed from gone`);

/** Blocks of orders without a chat that could still be written in. */
const eraseBlocks = () =>
  count(sql`
    with old as (
      select block.order_id from chat_blocks block join orders on orders.id = block.order_id
      where block.created_at < now() - make_interval(secs => ${CHAT_READABLE_MS / 1_000})
        and orders.status in ('Delivered', 'Cancelled')
        and coalesce(orders.delivered_at, orders.cancelled_at) < now() - make_interval(secs => ${KEPT_SECONDS})
      order by block.created_at limit ${BATCH}
    ), gone as (
      delete from chat_blocks where order_id = any(array(select order_id from old)) returning order_id
    )
    select count(*) as removed from gone`);

const removeUnsentPhotos = () =>
  count(sql`
    with gone as (
      delete from chat_photos where id in (
        select id from chat_photos
        where sent_at is null and created_at < now() - make_interval(hours => ${UNSENT_HOURS})
        order by created_at limit ${BATCH}
      ) returning id
    )
    select count(*) as removed from gone`);

/** Returns the number of rows removed. */
async function eraseOld({ signal, progress }: JobContext): Promise<number> {
  const until = Date.now() + AT_MOST_MS;
  let sum = 0;
  for (const erase of [eraseRooms, eraseBlocks, removeUnsentPhotos])
    for (let removed = 1; removed > 0 && !signal.aborted && Date.now() < until; sum += removed) {
      progress(sum);
      removed = await erase();
    }
  return sum;
}

/** The job that erases chats 30 days after they closed. */
export const eraseChats = defineJob({
  name: "chat:erase",
  input: z.object({}),
  schedule: { cron: "50 3 * * *", everyMinutes: 24 * 60 },
  retry: null,
  run: (_, context) => eraseOld(context),
});
