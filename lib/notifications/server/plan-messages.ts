import "server-only";
import { eq, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import * as z from "zod";
import { mayActInThisMode } from "@/lib/auth/credentials/demo-credentials";
import { isOpen } from "@/lib/auth/credentials/sessions";
import {
  notificationMessages,
  notificationPreferences,
  pushSubscriptions,
} from "@/lib/db/schema/notifications";
import { sessions, users } from "@/lib/db/schema/people";
import type { Transaction } from "@/lib/db/transaction";
import { insertRows } from "@/lib/db/write-rows";
import { isDemo } from "@/lib/env";
import { enqueue } from "@/lib/jobs/enqueue";
import { decideChannels } from "@/lib/notifications/model/decide-channels";
import { kindOf, type NoticeKind, OUTER_CHANNELS, type OuterChannel } from "@/lib/notifications/model/kinds";
import { type Preferences, preferencesOf } from "@/lib/notifications/model/preferences";
import { channelsOfStep, type ReminderStep } from "@/lib/notifications/model/reminders";
import { canSendMail } from "@/lib/server/mail";
import { idSchema } from "@/lib/text/id";
import { MESSAGES_PER_JOB, sendMessages } from "./send-messages";

export interface Plannable {
  readonly id: string;
  readonly userId: string;
  /** ISO 8601. */
  readonly at: string;
  readonly about: {
    readonly kind: NoticeKind;
    readonly topic?: string;
    readonly step?: ReminderStep;
    readonly tenantId?: string;
  };
}

interface Person {
  readonly email: string;
  readonly preferences: Preferences;
  readonly subscriptions: readonly string[];
}

const subscriptionIds = z.array(idSchema);

async function readPeople(tx: Transaction, userIds: readonly string[]): Promise<Map<string, Person>> {
  const rows = await tx
    .select({
      id: users.id,
      email: users.email,
      kinds: notificationPreferences.kinds,
      quiet_from: notificationPreferences.quiet_from,
      quiet_to: notificationPreferences.quiet_to,
      time_zone: notificationPreferences.time_zone,
      subscriptions: sql<unknown>`array(
        select ${pushSubscriptions.id}::text from ${pushSubscriptions}
        join ${sessions} on ${eq(sessions.id, pushSubscriptions.session_id)}
        where ${eq(pushSubscriptions.user_id, users.id)} and ${isOpen()}
      )`,
    })
    .from(users)
    .leftJoin(notificationPreferences, eq(notificationPreferences.user_id, users.id))
    .where(sql`${users.id} = any(${sql.param([...new Set(userIds)])}::uuid[])`);
  return new Map(
    rows
      .filter(({ email }) => mayActInThisMode(email))
      .map(({ id, email, subscriptions, ...stored }) => [
        id,
        { email, preferences: preferencesOf(stored), subscriptions: subscriptionIds.parse(subscriptions) },
      ]),
  );
}

function endpointsOf({ subscriptions }: Person, channel: OuterChannel): readonly string[] {
  if (channel === "email") return canSendMail() ? ["email"] : [];
  // Without a browser that receives it, the outbox of a demo still shows what would have been pushed.
  return subscriptions.length === 0 && isDemo() ? ["demo"] : subscriptions;
}

/** Messages of one store that are due within the same five seconds are sent by one job. */
const GRID_MS = 5_000;

function jobTimeOf(due: number, now: number): number {
  return due <= now ? now : Math.ceil(due / GRID_MS) * GRID_MS;
}

/**
 * Writes one message for each channel and endpoint that the notifications go to, and the jobs that send them, in the
 * transaction that adds the notifications.
 */
export async function planMessages(tx: Transaction, added: readonly Plannable[]): Promise<void> {
  if (added.length === 0) return;
  const people = await readPeople(
    tx,
    added.map(({ userId }) => userId),
  );
  const now = Date.now();
  const planned = added.flatMap(
    ({ id: notification_id, userId, at, about: { kind, topic, step, tenantId } }) => {
      const person = people.get(userId);
      if (person === undefined) return [];
      const { urgency } = kindOf(kind);
      const escalation = step === undefined ? null : { channels: channelsOfStep(step), isOver: false };
      const facts = { kind, urgency, at: Date.parse(at), isSeen: false, escalation };
      const decisions = decideChannels(facts, person.preferences, now);
      return OUTER_CHANNELS.flatMap((channel) => {
        const decision = decisions[channel];
        if (!decision.send) return [];
        const due = jobTimeOf(decision.at, now);
        return endpointsOf(person, channel).map((endpoint) => ({
          due,
          tenantId,
          row: {
            id: newId(),
            notification_id,
            channel,
            endpoint,
            topic: topic ?? null,
            due_at: new Date(due),
          },
        }));
      });
    },
  );
  const [first, ...others] = planned.map(({ row }) => ({
    ...row,
    state: "waiting",
    attempts: 0,
    created_at: new Date(now),
  }));
  if (first === undefined) return;
  await tx.execute(insertRows(notificationMessages, [first, ...others]));
  for (const together of Map.groupBy(planned, ({ due, tenantId }) => `${due} ${tenantId}`).values())
    for (let from = 0; from < together.length; from += MESSAGES_PER_JOB) {
      const some = together.slice(from, from + MESSAGES_PER_JOB);
      const { due = now, tenantId } = some[0] ?? {};
      await enqueue(
        tx,
        sendMessages,
        { message_ids: some.map(({ row }) => row.id) },
        { ...(tenantId !== undefined && { tenantId }), ...(due > now && { startAfter: new Date(due) }) },
      );
    }
}
