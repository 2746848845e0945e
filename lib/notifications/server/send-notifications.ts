import "server-only";
import { createHash } from "node:crypto";
import { asc, eq, type SQL, sql } from "drizzle-orm";
import { v5 as idFor, v7 as newId } from "uuid";
import type { Viewer } from "@/lib/auth/server/viewer";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { notificationBatches } from "@/lib/db/schema/notifications";
import { users } from "@/lib/db/schema/people";
import { memberships } from "@/lib/db/schema/stores";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { type SendRequest, type SentBatch, sendRequestSchema } from "@/lib/notifications/model/send-request";
import { errorText } from "@/lib/text/error-text";
import { addNotification } from "./add";

/** Any fixed id will do: it makes ids of idempotency keys differ from all others. */
const KEYS = "6f0e3b0c-4f0d-5c38-9d0a-3a1f9f7d2b51";

/** A group that is larger than any restaurant's staff is a mistake, and must not fill a transaction. */
const GROUP_AT_MOST = 2_000;

const anyOf = (ids: readonly string[]) => sql`any(${sql.param([...ids])}::uuid[])`;

const staffOf = (tenantIds: readonly string[]): SQL => sql`
  select ${memberships.user_id} from ${memberships} where ${memberships.tenant_id} = ${anyOf(tenantIds)}`;

function chosen(request: SendRequest): SQL {
  if ("user_ids" in request) return sql`${users.id} = ${anyOf(request.user_ids)}`;
  if ("role" in request.group) return eq(users.is_admin, true);
  return sql`${users.id} in (${staffOf([request.group.tenant_id])})`;
}

/** Admins reach everyone, others themselves and the staff of their own restaurants. */
async function reaches(tx: Transaction, viewer: Viewer, request: SendRequest): Promise<boolean> {
  if (viewer.isAdmin) return true;
  if (!("user_ids" in request))
    return "tenant_id" in request.group && viewer.tenantIds.includes(request.group.tenant_id);
  const others = [...new Set(request.user_ids)].filter((id) => id !== viewer.userId);
  if (others.length === 0) return true;
  const colleagues = await tx
    .selectDistinct({ id: memberships.user_id })
    .from(memberships)
    .where(
      sql`${memberships.user_id} = ${anyOf(others)} and ${memberships.tenant_id} = ${anyOf(viewer.tenantIds)}`,
    );
  return colleagues.length === others.length;
}

type Sent = Result<SentBatch>;

/** Returns the outcome of an earlier request with the key; null when there was none. */
async function answerAgain(tx: Transaction, batchId: string, requestHash: string): Promise<Sent | null> {
  const [known] = await tx
    .select({ hash: notificationBatches.request_hash, count: notificationBatches.recipients })
    .from(notificationBatches)
    .where(eq(notificationBatches.id, batchId));
  if (known === undefined) return null;
  return known.hash === requestHash
    ? success({ batch_id: batchId, count: known.count })
    : failure("key_reused", errorText("key_reused"));
}

async function send(
  tx: Transaction,
  viewer: Viewer,
  request: SendRequest,
  idempotencyKey: string | undefined,
): Promise<Sent> {
  if (!(await reaches(tx, viewer, request))) return failure("forbidden", errorText("recipients_forbidden"));
  const batchId = idempotencyKey === undefined ? newId() : idFor(`${viewer.userId} ${idempotencyKey}`, KEYS);
  const request_hash = createHash("sha256").update(JSON.stringify(request)).digest("base64url");
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(chosen(request))
    .orderBy(asc(users.id))
    .limit(GROUP_AT_MOST + 1);
  if (found.length > GROUP_AT_MOST)
    // The group may have been smaller when the request was sent first.
    return (
      (await answerAgain(tx, batchId, request_hash)) ??
      failure("invalid", errorText("too_many_recipients", { limit: GROUP_AT_MOST }))
    );
  // The second of two requests with one key waits here for the first.
  const added = await tx
    .insert(notificationBatches)
    .values({ id: batchId, sender_id: viewer.userId, request_hash, recipients: found.length })
    .onConflictDoNothing()
    .returning({ id: notificationBatches.id });
  if (added.length === 0)
    return (await answerAgain(tx, batchId, request_hash)) ?? failure("key_reused", errorText("key_reused"));
  const { type, title, message, action_url } = request;
  for (const { id } of found)
    addNotification(tx, id, {
      event: { channel: `batch:${batchId}`, epoch: "", offset: 0 },
      at: new Date().toISOString(),
      notice: { type, title, message, action_url },
      kind: "messages",
      batchId,
    });
  return success({ batch_id: batchId, count: found.length });
}

/** Sends one notification to each recipient. People who no longer exist are left out of the count. */
export const sendNotificationsCommand = defineCommand({
  name: "send_notifications",
  scope: "notifications:write",
  limit: "notify",
  input: sendRequestSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input, idempotencyKey }) =>
    transaction<Sent>((tx) => send(tx, viewer, input, idempotencyKey)),
});
