import { sql } from "drizzle-orm";
import * as z from "zod";
import { type Queryable, queryable } from "@/lib/db/client";
import type { Transaction } from "@/lib/db/transaction";
import { transaction } from "@/lib/db/transaction";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { defineReaction, type Occurrence, type Reaction } from "@/lib/reactions/define-reaction";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { publish } from "@/lib/realtime/publish/publish";

/** Records handled events in a table and as events on another channel. */

export const counted = defineEvent({
  name: "counted",
  durability: "durable",
  priority: "normal",
  schema: z.object({ n: z.number() }),
});
const ignored = defineEvent({
  name: "ignored",
  durability: "durable",
  priority: "normal",
  schema: z.object({ n: z.number() }),
});
type Counted = Occurrence<"counted", { n: number }>;

export async function createRecord(db: Queryable): Promise<void> {
  await db.execute(sql`
    create table if not exists handled (
      id bigserial primary key, reaction text not null, channel text not null, "offset" bigint not null
    )`);
}

export const echoOf = (channel: string) => channel.replace("tenant:", "menu:").replace(":orders", "");

export function recordingReaction(
  name: string,
  options: Partial<Pick<Reaction, "from" | "onGap" | "isReplayable">> & {
    onEvent?: (tx: Transaction, event: Counted) => void | Promise<void>;
  } = {},
): Reaction {
  const { onEvent, ...rest } = options;
  return defineReaction({
    name,
    channels: tenantOrdersChannel.name("%"),
    onGap: "skip",
    ...rest,
    events: [counted],
    on: {
      counted: async (tx, event) => {
        await tx.execute(
          sql`insert into handled (reaction, channel, "offset") values (${name}, ${event.channel}, ${event.offset})`,
        );
        publish(tx, [{ channel: echoOf(event.channel), event: counted, data: event.data }]);
        await onEvent?.(tx, event);
      },
    },
  });
}

export async function appendTo(channels: readonly string[], n: number): Promise<void> {
  await transaction(async (tx) =>
    publish(
      tx,
      channels.flatMap((channel) => [
        { channel, event: counted, data: { n } },
        { channel, event: ignored, data: { n } },
      ]),
    ),
  );
}

const handledRows = z.object({ rows: z.array(z.object({ channel: z.string(), offset: z.coerce.number() })) });

export async function readRecord(reaction: string): Promise<Map<string, number[]>> {
  const { rows } = handledRows.parse(
    await (await queryable()).execute(
      sql`select channel, "offset" from handled where reaction = ${reaction} order by id`,
    ),
  );
  const record = new Map<string, number[]>();
  for (const { channel, offset } of rows) record.set(channel, [...(record.get(channel) ?? []), offset]);
  return record;
}

/** Returns the offsets of the counted events after this many appends. */
export const offsetsOf = (appends: number) => Array.from({ length: appends }, (_, n) => 2 * n + 1);
