import "server-only";
import { and, asc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { createTranslator } from "next-intl";
import * as z from "zod/mini";
import { mayActInThisMode } from "@/lib/auth/credentials/demo-credentials";
import { ownOrigin } from "@/lib/auth/sign-in/origin";
import { type Queryable, queryable } from "@/lib/db/client";
import { incidents, incidentUpdates, statusMails, statusSubscribers } from "@/lib/db/schema/status";
import { transaction } from "@/lib/db/transaction";
import { defineJob } from "@/lib/jobs/define-job";
import { enqueue } from "@/lib/jobs/enqueue";
import { logger } from "@/lib/server/logger";
import type { Mail } from "@/lib/server/mail";
import { tryMail } from "@/lib/server/try-mail";
import { idSchema } from "@/lib/text/id";
import health from "@/messages/en/health.json";
import { subscriberToken } from "./subscriber-token";

const text = createTranslator({ locale: "en", messages: { health }, namespace: "health" });

const BATCH = 50;
const AT_ONCE = 5;
/** A run on Vercel must end by itself; the next job goes on. */
const AT_MOST_MS = 30_000;
const NOBODY = "00000000-0000-0000-0000-000000000000";

interface MailedUpdate {
  readonly id: string;
  readonly title: string;
  readonly state: "investigating" | "identified" | "monitoring" | "resolved";
  readonly text: string;
}

interface Subscriber {
  readonly id: string;
  readonly email: string;
}

function mailOf(update: MailedUpdate, { id, email }: Subscriber): Mail {
  const origin = ownOrigin();
  const token = new URLSearchParams({ token: subscriberToken("stop", id) });
  const stop = new URL(`/status/unsubscribe?${token}`, origin).href;
  const link = new URL("/status", origin).href;
  const body = text("mail.update.body", { state: text(`state.${update.state}`), text: update.text });
  return {
    recipient: email,
    // A line break would end the header.
    subject: text("mail.update.subject", { title: update.title }).replaceAll(/\s+/g, " "),
    body,
    link,
    text: `${body}\n\n${link}\n\n${text("mail.update.stop")}\n${stop}\n`,
    headers: {
      "List-Unsubscribe": `<${new URL(`/api/status/unsubscribe?${token}`, origin).href}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}

async function readUpdate(db: Queryable, updateId: string): Promise<MailedUpdate | undefined> {
  const [found] = await db
    .select({
      id: incidentUpdates.id,
      title: incidents.title,
      state: incidentUpdates.state,
      text: incidentUpdates.text,
    })
    .from(incidentUpdates)
    .innerJoin(incidents, eq(incidents.id, incidentUpdates.incident_id))
    .where(eq(incidentUpdates.id, updateId));
  return found;
}

/** The mark is made first, and taken back only when the mail was certainly not sent: docs/decisions/0110. */
async function mailTo(db: Queryable, update: MailedUpdate, subscriber: Subscriber): Promise<number> {
  const mark = { update_id: update.id, subscriber_id: subscriber.id };
  const [marked] = await db.insert(statusMails).values(mark).onConflictDoNothing().returning();
  if (marked === undefined) return 0;
  const outcome = await tryMail(mailOf(update, subscriber));
  if (outcome.kind === "sent") return 1;
  if (outcome.kind === "retry") {
    await db
      .delete(statusMails)
      .where(and(eq(statusMails.update_id, update.id), eq(statusMails.subscriber_id, subscriber.id)));
    throw new Error(outcome.reason);
  }
  logger.warn({ ...mark, reason: outcome.reason }, "An incident's mail may not have been sent");
  return 0;
}

/** Mails an update of an incident to everyone who confirmed an address, once. */
export const mailIncident = defineJob({
  name: "status:mail_incident",
  input: z.object({ update_id: idSchema, after: z._default(idSchema, NOBODY) }),
  retry: { limit: 5, delaySeconds: 30, maxDelaySeconds: 900 },
  timeoutSeconds: 120,
  run: async ({ update_id, after }, { progress }) => {
    const db = await queryable();
    const update = await readUpdate(db, update_id);
    if (update === undefined) return 0;
    const until = Date.now() + AT_MOST_MS;
    const faults: unknown[] = [];
    let sent = 0;
    let last = after;
    for (;;) {
      const subscribers = await db
        .select({ id: statusSubscribers.id, email: statusSubscribers.email })
        .from(statusSubscribers)
        .where(and(isNotNull(statusSubscribers.confirmed_at), gt(statusSubscribers.id, last)))
        .orderBy(asc(statusSubscribers.id))
        .limit(BATCH);
      const wanted = subscribers.filter(({ email }) => mayActInThisMode(email));
      for (let from = 0; from < wanted.length; from += AT_ONCE) {
        const outcomes = await Promise.allSettled(
          wanted.slice(from, from + AT_ONCE).map((subscriber) => mailTo(db, update, subscriber)),
        );
        for (const outcome of outcomes)
          if (outcome.status === "fulfilled") sent += outcome.value;
          else faults.push(outcome.reason);
      }
      progress(sent);
      last = subscribers.at(-1)?.id ?? last;
      // One address that fails must not keep the others waiting: it is tried again with the whole job.
      if (subscribers.length < BATCH) break;
      if (Date.now() < until) continue;
      await transaction((tx) => enqueue(tx, mailIncident, { update_id, after: last }));
      break;
    }
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} mails could not be sent yet`);
    return sent;
  },
});

/** The number of addresses that a change of an incident is mailed to. */
export async function countSubscribers(): Promise<number> {
  const db = await queryable();
  const [found] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(statusSubscribers)
    .where(isNotNull(statusSubscribers.confirmed_at));
  return found?.count ?? 0;
}
