import "server-only";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import * as z from "zod";
import { userChannel } from "@/lib/auth/model/channels";
import type { Transaction } from "@/lib/db/transaction";
import { notification } from "@/lib/notifications/model/events";
import type { NoticeKind } from "@/lib/notifications/model/kinds";
import type { ReminderStep } from "@/lib/notifications/model/reminders";
import type { Notice } from "@/lib/notifications/model/schema";
import type { Occurrence } from "@/lib/reactions/define-reaction";
import { publish } from "@/lib/realtime/publish/publish";
import { idSchema } from "@/lib/text/id";
import { planMessages } from "./plan-messages";

interface About {
  readonly kind: NoticeKind;
  /** Of the notifications with the same topic, such as `order:{id}`, a phone shows the latest only. */
  readonly topic?: string;
  /** The step of a reminder; its messages are left out once somebody has dealt with the matter. */
  readonly step?: ReminderStep;
  /** What was sent to several people with one request. */
  readonly batchId?: string;
  /** The store that it is about: stores take turns in sending, and so a message to hundreds of people delays no alarm. */
  readonly tenantId?: string;
}

interface Draft {
  readonly id: string;
  readonly userId: string;
  readonly at: string;
  readonly notice: Notice;
  readonly about: About;
}

type Source = Pick<Occurrence, "channel" | "epoch" | "offset">;

/** The id is the same whenever the same event is reported to the same person, and sorts by time. */
function idOf(userId: string, { channel, epoch, offset }: Source, at: string): string {
  const random = createHash("sha256").update(`${userId} ${channel} ${epoch} ${offset}`).digest();
  return newId({ random, msecs: Date.parse(at) });
}

const addedRows = z.object({
  rows: z.array(z.object({ id: idSchema, unread: z.coerce.number().int().nonnegative() })),
});

/** Locks the count rows in the order of their ids until the commit: exact counts, no deadlock. */
async function write(tx: Transaction, drafts: readonly Draft[]): Promise<void> {
  const column = (pick: (draft: Draft) => string | null) => sql.param(drafts.map(pick));
  const { rows } = addedRows.parse(
    await tx.execute(sql`
      with added as (
        insert into notifications
          (id, user_id, created_at, type, title, message, action_url, kind, topic, step, batch_id)
        select draft.id, draft.user_id, at, type, title, message, action_url, kind, topic, step, batch_id
        from unnest(
          ${column(({ id }) => id)}::uuid[], ${column(({ userId }) => userId)}::uuid[],
          ${column(({ at }) => at)}::timestamptz[], ${column(({ notice }) => notice.type)}::text[],
          ${column(({ notice }) => notice.title)}::text[], ${column(({ notice }) => notice.message)}::text[],
          ${column(({ notice }) => notice.action_url)}::text[], ${column(({ about }) => about.kind)}::text[],
          ${column(({ about }) => about.topic ?? null)}::text[],
          ${column(({ about }) => about.step ?? null)}::text[],
          ${column(({ about }) => about.batchId ?? null)}::uuid[]
        ) as draft(id, user_id, at, type, title, message, action_url, kind, topic, step, batch_id)
        join users on users.id = draft.user_id
        on conflict (id) do nothing
        returning id, user_id
      ), counted as (
        insert into notification_counts (user_id, unread)
        select user_id, count(*) from added group by user_id order by user_id
        on conflict (user_id) do update set unread = notification_counts.unread + excluded.unread
        returning user_id, unread
      )
      select added.id, counted.unread from added join counted using (user_id)`),
  );
  const totals = new Map(rows.map(({ id, unread }) => [id, unread]));
  const added = drafts.filter(({ id }) => totals.has(id));
  const remaining = new Map<string, number>();
  for (const { userId } of added) remaining.set(userId, (remaining.get(userId) ?? 0) + 1);
  publish(
    tx,
    added.map(({ id, userId, at, notice, about: { batchId } }) => {
      const later = (remaining.get(userId) ?? 1) - 1;
      remaining.set(userId, later);
      const data = {
        ...notice,
        id,
        timestamp: at,
        unread_count: (totals.get(id) ?? 0) - later,
        ...(batchId !== undefined && { batch: batchId }),
      };
      return { channel: userChannel.name(userId), event: notification, data };
    }),
  );
  await planMessages(tx, added);
}

const draftsOf = new WeakMap<Transaction, Draft[]>();

/**
 * Adds a notification, with its event and its messages to devices and mailboxes, in the transaction of the reaction that
 * handles `event`, which happened `at` (ISO 8601). A person gets at most one per event, even when it is replayed; a
 * person who no longer exists gets none.
 */
export function addNotification(
  tx: Transaction,
  userId: string,
  { event, at, notice, ...about }: { event: Source; at: string; notice: Notice } & About,
): void {
  const draft = { id: idOf(userId, event, at), userId, at, notice, about };
  const known = draftsOf.get(tx);
  if (known !== undefined) {
    known.push(draft);
    return;
  }
  const drafts = [draft];
  draftsOf.set(tx, drafts);
  tx.beforeCommit(async () => {
    draftsOf.delete(tx);
    await write(tx, drafts);
  });
}
