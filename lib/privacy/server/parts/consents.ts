import "server-only";
import { eq } from "drizzle-orm";
import { broadcastConfirmations, broadcasts } from "@/lib/db/schema/broadcasts";
import { demoMail } from "@/lib/db/schema/demo";
import { marketingConsents, personalExports } from "@/lib/db/schema/privacy";
import { statusSubscribers } from "@/lib/db/schema/status";
import type { PersonalDataPart } from "@/lib/privacy/server/part";

/** What the person agreed to, and mail that they asked for without an account. */
export const consentsPart: PersonalDataPart = {
  name: "consents",
  read: async (db, { userId, email }) => ({
    marketing: await db
      .select({ is_given: marketingConsents.is_given, changed_at: marketingConsents.changed_at })
      .from(marketingConsents)
      .where(eq(marketingConsents.user_id, userId)),
    mail_about_incidents: await db
      .select({ asked_at: statusSubscribers.asked_at, confirmed_at: statusSubscribers.confirmed_at })
      .from(statusSubscribers)
      .where(eq(statusSubscribers.email, email)),
    archives: await db
      .select({ asked_at: personalExports.asked_at })
      .from(personalExports)
      .where(eq(personalExports.user_id, userId)),
    broadcasts_confirmed: await db
      .select({ title: broadcasts.title, confirmed_at: broadcastConfirmations.confirmed_at })
      .from(broadcastConfirmations)
      .innerJoin(broadcasts, eq(broadcasts.id, broadcastConfirmations.broadcast_id))
      .where(eq(broadcastConfirmations.user_id, userId)),
  }),
  erase: async (tx, { userId, email }) => {
    await tx.delete(marketingConsents).where(eq(marketingConsents.user_id, userId));
    await tx.delete(statusSubscribers).where(eq(statusSubscribers.email, email));
    await tx.delete(personalExports).where(eq(personalExports.user_id, userId));
    await tx.delete(broadcastConfirmations).where(eq(broadcastConfirmations.user_id, userId));
    await tx.delete(demoMail).where(eq(demoMail.recipient, email));
  },
};
