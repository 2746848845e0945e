import type { Client } from "pg";
import * as z from "zod";
import { digestOf } from "./digest";
import type { LogRow } from "./judge";

const count = z.coerce.number();
const headRow = z.object({ name: z.string(), head: count });
const eventRow = z.object({
  channel: z.string(),
  offset: count,
  type: z.string(),
  data: z.string(),
  at: z.date(),
});

export async function readHeads(db: Client, channels: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.query("select name, head from channels where name = any($1)", [channels]);
  const heads = new Map(channels.map((name) => [name, 0]));
  for (const { name, head } of z.array(headRow).parse(rows)) heads.set(name, head);
  return heads;
}

export async function countBehind(db: Client): Promise<number> {
  const { rows } = await db.query(
    `select count(*) as behind from channels join reaction_positions p on p.channel = name
     where p.epoch <> channels.epoch or p."offset" < head`,
  );
  const [row] = z.tuple([z.object({ behind: count })]).parse(rows);
  return row.behind;
}

export async function readLog(db: Client, channels: readonly string[]): Promise<Map<string, LogRow[]>> {
  const { rows } = await db.query(
    `select channel, "offset", type, data, at from channel_events where channel = any($1) order by 1, 2`,
    [channels],
  );
  const log = new Map<string, LogRow[]>(channels.map((name) => [name, []]));
  for (const { channel, offset, type, data, at } of z.array(eventRow).parse(rows)) {
    const digest = digestOf(type, JSON.parse(data));
    log.get(channel)?.push({ offset, digest, at: at.getTime(), isOwed: true });
  }
  return log;
}
