import "server-only";
import { and, eq, gt, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { mayActInThisMode } from "@/lib/auth/credentials/demo-credentials";
import { mailboxOf } from "@/lib/auth/model/mailbox";
import { queryable } from "@/lib/db/client";
import { statusSubscribers } from "@/lib/db/schema/status";
import { transaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { countAgainst } from "@/lib/limits/limits";
import { canSendMail } from "@/lib/server/mail";
import { pseudonym } from "@/lib/server/pseudonym";
import { mailConfirmation } from "./mail-confirmation";

/** Strangers can ask for mail to any address: it gets one in this time, whoever asks. */
const AGAIN_AFTER_MINUTES = 15;

/**
 * Asks the owner of an address to confirm that it gets mail about incidents. Says nothing of whether the address is known.
 * `limited`: this network has asked too often.
 */
export async function subscribe(email: string, address: string): Promise<"asked" | "limited" | "no_mail"> {
  if (!canSendMail()) return "no_mail";
  const recipient = email.toLowerCase();
  const counted = await Promise.all([
    countAgainst("sign_in_link", address),
    countAgainst("sign_in_mail_network", `status ${address} ${pseudonym(mailboxOf(recipient))}`),
  ]);
  if (counted.some(({ ok }) => !ok)) return "limited";
  if (!mayActInThisMode(recipient)) return "asked";
  await transaction(async (tx) => {
    const now = new Date();
    const [asked] = await tx
      .insert(statusSubscribers)
      .values({ id: newId(), email: recipient, asked_at: now })
      .onConflictDoUpdate({
        target: statusSubscribers.email,
        set: { asked_at: now },
        setWhere: and(
          isNull(statusSubscribers.confirmed_at),
          lt(statusSubscribers.asked_at, new Date(now.getTime() - AGAIN_AFTER_MINUTES * 60_000)),
        ),
      })
      .returning({ id: statusSubscribers.id });
    if (asked !== undefined) await enqueue(tx, mailConfirmation, { subscriber_id: asked.id });
  });
  return "asked";
}

/** Must be used within a day. A repeated one changes nothing. Returns false for an address that is not there any more. */
export async function confirmSubscriber(id: string): Promise<boolean> {
  const db = await queryable();
  const [confirmed] = await db
    .update(statusSubscribers)
    .set({ confirmed_at: sql`coalesce(${statusSubscribers.confirmed_at}, now())` })
    .where(
      and(
        eq(statusSubscribers.id, id),
        or(
          isNotNull(statusSubscribers.confirmed_at),
          gt(statusSubscribers.asked_at, sql`now() - interval '1 day'`),
        ),
      ),
    )
    .returning({ id: statusSubscribers.id });
  return confirmed !== undefined;
}

/** Forgets the address. A repeated one changes nothing. */
export async function removeSubscriber(id: string): Promise<void> {
  const db = await queryable();
  await db.delete(statusSubscribers).where(eq(statusSubscribers.id, id));
}
