import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import * as z from "zod";
import { isOpen } from "@/lib/auth/credentials/sessions";
import { queryable } from "@/lib/db/client";
import { pushSubscriptions } from "@/lib/db/schema/notifications";
import { sessions } from "@/lib/db/schema/people";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { NOTICE_KINDS } from "@/lib/notifications/model/kinds";
import { reminderStepSchema } from "@/lib/notifications/model/reminders";
import { noticeSchema } from "@/lib/notifications/model/schema";
import { idSchema } from "@/lib/text/id";

/** Longer than any attempt takes: a message that is claimed for longer was left by a process that ended. */
const CLAIM_SECONDS = 70;

const claimedSchema = z.object({
  ...noticeSchema.shape,
  notification_id: idSchema,
  user_id: idSchema,
  channel: z.enum(["push", "email"]),
  endpoint: z.string(),
  topic: z.string().nullable(),
  attempts: z.coerce.number(),
  kind: z.enum(NOTICE_KINDS),
  step: z.nullable(reminderStepSchema),
  created_at: z.coerce.date(),
  is_seen: z.boolean(),
  is_superseded: z.boolean(),
  unread: z.coerce.number(),
  recipient: z.string(),
  is_admin: z.boolean(),
  is_banned: z.boolean(),
  kinds: z.unknown(),
  quiet_from: z.string().nullable(),
  quiet_to: z.string().nullable(),
  time_zone: z.string().nullable(),
  subscription: z
    .object({ id: idSchema, endpoint: z.string(), p256dh: z.string(), auth: z.string() })
    .nullable(),
});
export type ClaimedMessage = z.infer<typeof claimedSchema>;

const claimedRows = z.object({ rows: z.array(claimedSchema) });
const stateRows = z.object({ rows: z.array(z.object({ state: z.string(), is_early: z.boolean() })) });
const changedRows = z.object({ rows: z.array(z.object({ id: idSchema })) });

export interface Claim {
  readonly id: string;
  /** Fencing token: the outcome counts only while the message still carries it. */
  readonly token: string;
  readonly message: ClaimedMessage;
}

/** Put off by an earlier run, which has enqueued a job for its time. */
const isEarly = sql`state = 'waiting' and attempts > 0 and due_at > now()`;

/**
 * Takes a waiting message for this run and commits that, before anything is sent. Returns `ended` when it was settled
 * before, also by this call: one that a process left behind in the middle of sending is never sent again. Returns `busy`
 * while another run sends it, and `early` when a later job has it: a job that is retried for one of its messages leaves
 * those that a service has asked it to hold back.
 */
export async function claimMessage(id: string): Promise<Claim | "ended" | "busy" | "early"> {
  const db = await queryable();
  const token = randomUUID();
  const { rows } = claimedRows.parse(
    await db.execute(sql`
      with claimed as (
        update notification_messages
        set state = 'sending', claim = ${token}::uuid, claimed_at = now(), attempts = attempts + 1
        where id = ${id}::uuid and state = 'waiting' and not (${isEarly})
        returning *
      )
      select n.type, n.title, n.message, n.action_url, n.id as notification_id, n.user_id, claimed.channel,
        claimed.endpoint, claimed.topic, claimed.attempts, n.kind, n.step, n.created_at,
        coalesce(n.seen_at, n.read_at) is not null as is_seen,
        exists (
          select from notification_messages other join notifications newer on newer.id = other.notification_id
          where other.topic = claimed.topic and other.endpoint = claimed.endpoint
            and other.channel = claimed.channel and newer.user_id = n.user_id
            and (newer.created_at, newer.id) > (n.created_at, n.id)
        ) as is_superseded,
        coalesce(counts.unread, 0) as unread, u.email as recipient, u.is_admin, u.banned_at is not null as is_banned, p.kinds, p.quiet_from, p.quiet_to, p.time_zone,
        case when s.id is null then null else
          json_build_object('id', s.id, 'endpoint', s.endpoint, 'p256dh', s.p256dh, 'auth', s.auth)
        end as subscription
      from claimed
      join notifications n on n.id = claimed.notification_id
      join users u on u.id = n.user_id
      left join notification_counts counts on counts.user_id = n.user_id
      left join notification_preferences p on p.user_id = n.user_id
      left join (
        select push_subscriptions.* from push_subscriptions
        join ${sessions} on sessions.id = push_subscriptions.session_id and ${isOpen()}
      ) s on s.id::text = claimed.endpoint and s.user_id = n.user_id`),
  );
  const [message] = rows;
  if (message !== undefined) return { id, token, message };
  await db.execute(sql`
    update notification_messages set state = 'unsure', reason = 'The process ended while it was being sent'
    where id = ${id}::uuid and state = 'sending' and claimed_at < now() - make_interval(secs => ${CLAIM_SECONDS})`);
  const found = stateRows.parse(
    await db.execute(sql`
      select state, ${isEarly} as is_early from notification_messages where id = ${id}::uuid`),
  );
  const [now] = found.rows;
  if (now?.is_early) return "early";
  // Also one that came back to `waiting` just now: the job must look again.
  return now?.state === "sending" || now?.state === "waiting" ? "busy" : "ended";
}

type Ending =
  | { readonly state: "sent" }
  | { readonly state: "skipped" | "gone" | "failed" | "unsure"; readonly reason: string }
  /** Sent again by this job, or at `dueAt` by another. */
  | { readonly state: "waiting"; readonly reason: string; readonly dueAt?: Date };

/** Records the outcome. False when the claim was lost: another run has settled the message meanwhile. */
export async function settleMessage(
  { id, token, message: { subscription } }: Claim,
  ending: Ending,
  alsoIn?: (tx: Transaction) => Promise<void>,
): Promise<boolean> {
  return transaction(async (tx) => {
    const reason = ending.state === "sent" ? null : ending.reason;
    const dueAt = ending.state === "waiting" ? (ending.dueAt?.toISOString() ?? null) : null;
    const { rows } = changedRows.parse(
      await tx.execute(sql`
        update notification_messages
        set state = ${ending.state}, reason = ${reason}, claim = null,
          sent_at = case when ${ending.state} = 'sent' then now() end,
          due_at = case when ${ending.state} = 'waiting' then coalesce(${dueAt}::timestamptz, now()) else due_at end
        where id = ${id}::uuid and state = 'sending' and claim = ${token}::uuid
        returning id`),
    );
    if (rows.length === 0) return false;
    if (ending.state === "gone" && subscription !== null)
      await tx.delete(pushSubscriptions).where(eq(pushSubscriptions.id, subscription.id));
    await alsoIn?.(tx);
    return true;
  });
}
