import "server-only";
import { desc, eq } from "drizzle-orm";
import {
  notificationBatches,
  notificationCounts,
  notificationPreferences,
  notifications,
  pushSubscriptions,
} from "@/lib/db/schema/notifications";
import type { PersonalDataPart } from "@/lib/privacy/server/part";

export const notificationsPart: PersonalDataPart = {
  name: "notifications",
  read: async (db, { userId }) => {
    const [preferences] = await db
      .select()
      .from(notificationPreferences)
      .where(eq(notificationPreferences.user_id, userId));
    return {
      preferences: preferences ?? null,
      devices: await db
        .select({ device: pushSubscriptions.device, created_at: pushSubscriptions.created_at })
        .from(pushSubscriptions)
        .where(eq(pushSubscriptions.user_id, userId)),
      notifications: await db
        .select({
          title: notifications.title,
          message: notifications.message,
          created_at: notifications.created_at,
          read_at: notifications.read_at,
        })
        .from(notifications)
        .where(eq(notifications.user_id, userId))
        .orderBy(desc(notifications.created_at)),
    };
  },
  erase: async (tx, { userId }) => {
    // First, as every writer does.
    await tx.delete(notificationCounts).where(eq(notificationCounts.user_id, userId));
    await tx.delete(notifications).where(eq(notifications.user_id, userId));
    await tx.delete(notificationPreferences).where(eq(notificationPreferences.user_id, userId));
    await tx.delete(pushSubscriptions).where(eq(pushSubscriptions.user_id, userId));
    await tx.delete(notificationBatches).where(eq(notificationBatches.sender_id, userId));
  },
};
