import "server-only";
import { createHash, ECDH } from "node:crypto";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { isOpen } from "@/lib/auth/credentials/sessions";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { pushSubscriptions } from "@/lib/db/schema/notifications";
import { sessions } from "@/lib/db/schema/people";
import { transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import {
  addPushSubscriptionSchema,
  type PushDevice,
  pushDeviceSchema,
  removePushSubscriptionSchema,
} from "@/lib/notifications/model/push-subscription";
import { errorText } from "@/lib/text/error-text";
import { isPushEndpoint } from "./push/push-services";

const DEVICES_AT_MOST = 20;

/** Returns false for what nothing can be encrypted for. */
function isPublicKey(p256dh: string): boolean {
  try {
    ECDH.convertKey(p256dh, "prime256v1", "base64url");
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes this browser receive the person's pushes while the session lasts. A browser belongs to the person who turned it
 * on last. Beyond 20 browsers, the oldest are left out.
 */
export const addPushSubscriptionCommand = defineCommand({
  name: "add_push_subscription",
  scope: null,
  limit: "write",
  input: addPushSubscriptionSchema,
  // Everyone adds their own browsers.
  authorise: () => null,
  run: async ({ viewer, input }) => {
    if (!isPushEndpoint(input.endpoint)) return failure("invalid", errorText("push_service_unknown"));
    if (!isPublicKey(input.p256dh)) return failure("invalid", errorText("push_key_invalid"));
    return transaction(async (tx) => {
      const owned = { ...input, user_id: viewer.userId, session_id: viewer.credential.id };
      await tx
        .insert(pushSubscriptions)
        .values({ id: newId(), ...owned })
        .onConflictDoUpdate({
          target: pushSubscriptions.endpoint,
          set: {
            ...owned,
            // Waiting messages name the id: the person's own still arrive, another person's do not.
            id: sql`case when ${pushSubscriptions.user_id} = excluded.user_id then ${pushSubscriptions.id} else excluded.id end`,
            created_at: sql`now()`,
          },
        });
      const beyond = tx
        .select({ id: pushSubscriptions.id })
        .from(pushSubscriptions)
        .where(eq(pushSubscriptions.user_id, viewer.userId))
        .orderBy(desc(pushSubscriptions.created_at), desc(pushSubscriptions.id))
        .offset(DEVICES_AT_MOST);
      await tx.delete(pushSubscriptions).where(inArray(pushSubscriptions.id, beyond));
      return success<null>(null);
    });
  },
});

/** Succeeds also when there is nothing to remove, and for the browsers of others, which stay. */
export const removePushSubscriptionCommand = defineCommand({
  name: "remove_push_subscription",
  scope: null,
  limit: "write",
  input: removePushSubscriptionSchema,
  authorise: authorisedByRun,
  run: async ({ viewer, input }) => {
    const which =
      "id" in input ? eq(pushSubscriptions.id, input.id) : eq(pushSubscriptions.endpoint, input.endpoint);
    const db = await queryable();
    await db.delete(pushSubscriptions).where(and(which, eq(pushSubscriptions.user_id, viewer.userId)));
    return success<null>(null);
  },
});

/** Newest first, without those whose session has ended: they receive nothing. */
export async function listPushDevices(userId: string): Promise<PushDevice[]> {
  const db = await queryable();
  const rows = await db
    .select({
      id: pushSubscriptions.id,
      device: pushSubscriptions.device,
      endpoint: pushSubscriptions.endpoint,
      created_at: pushSubscriptions.created_at,
    })
    .from(pushSubscriptions)
    .innerJoin(sessions, eq(sessions.id, pushSubscriptions.session_id))
    .where(and(eq(pushSubscriptions.user_id, userId), isOpen()))
    .orderBy(desc(pushSubscriptions.created_at))
    .limit(DEVICES_AT_MOST);
  return rows.map(({ endpoint, ...row }) =>
    toWire(pushDeviceSchema, {
      ...row,
      fingerprint: createHash("sha256").update(endpoint).digest("base64url"),
    }),
  );
}
