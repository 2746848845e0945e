import "server-only";
import { and, count, eq } from "drizzle-orm";
import { v5 as nameId, v7 as newId } from "uuid";
import type { Viewer } from "@/lib/auth/server/viewer";
import { phaseOf } from "@/lib/broadcasts/model/phase";
import {
  type Broadcast,
  broadcastIdSchema,
  correctBroadcastSchema,
  OPEN_AT_MOST,
  type SendBroadcast,
  sendBroadcastSchema,
} from "@/lib/broadcasts/model/schema";
import { type Call, defineCommand } from "@/lib/commands/define-command";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { broadcastConfirmations, broadcasts } from "@/lib/db/schema/broadcasts";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/platform/server/audit";
import { errorText } from "@/lib/text/error-text";
import { stateText } from "@/lib/text/state-text";
import { publishBroadcast } from "./publish-broadcast";
import { audiencesOf, isOpen } from "./queries";
import { toBroadcast } from "./rows";

type Row = typeof broadcasts.$inferSelect;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SHOWN_MS = 7 * DAY;
const LONGEST_MS = 90 * DAY;
const FURTHEST_MS = 180 * DAY;
/** Names the broadcast of a request, so that the same request sends one. */
const NAMESPACE = "6a0b54c0-6a7c-4c5f-9a3c-9b3a6f0c3f11";

const adminsOnly = ({ viewer }: Call<unknown>) =>
  viewer.isAdmin ? null : failure<never>("forbidden", errorText("admins_only"));

type Content = Pick<
  Row,
  | "kind"
  | "audience"
  | "title"
  | "content"
  | "level"
  | "is_planned"
  | "requires_action"
  | "starts_at"
  | "ends_at"
>;

function invalidTime(field: "starts_at" | "ends_at" | "duration"): Failure<never> {
  const problem = errorText(`broadcast_time.${field}`);
  return failure<never>("invalid", problem, { fieldErrors: { [field]: problem } });
}

/** What began stays as it began; a start in the past is now. */
function contentOf(given: SendBroadcast, began: Date | null, now: Date): Content | Failure<never> {
  const asked = given.starts_at === undefined ? now : new Date(given.starts_at);
  const starts_at = began ?? (asked < now ? now : asked);
  if (starts_at.getTime() > now.getTime() + FURTHEST_MS) return invalidTime("starts_at");
  const { kind, audience } = given;
  if (given.kind === "maintenance") {
    const ends_at = new Date(starts_at.getTime() + given.duration * MINUTE);
    // Maintenance that is over cannot be undone: deadlines have run on since.
    if (ends_at <= now) return invalidTime("duration");
    return {
      ...{ kind, audience, starts_at, ends_at, title: "", content: given.reason, level: null },
      ...{ is_planned: given.planned, requires_action: false },
    };
  }
  const ends_at =
    given.ends_at === undefined ? new Date(starts_at.getTime() + SHOWN_MS) : new Date(given.ends_at);
  if (ends_at <= starts_at || ends_at <= now || ends_at.getTime() > starts_at.getTime() + LONGEST_MS)
    return invalidTime("ends_at");
  const { title, content, requires_action } = given;
  return {
    ...{ kind, audience, starts_at, ends_at, title, content, requires_action, is_planned: false },
    level: given.kind === "announcement" ? given.priority : given.severity,
  };
}

/** Maintenance is announced at once; the rest is not to be read before its time. */
const publishesNow = ({ kind, starts_at }: Content, now: Date) => kind === "maintenance" || starts_at <= now;

const audit = (tx: Transaction, viewer: Viewer, action: string, { id, kind, content }: Row) =>
  recordAudit(tx, {
    actor: { id: viewer.userId, name: viewer.name },
    action,
    target: { kind: "broadcast", id },
    reason: kind === "maintenance" ? content : null,
    detail: { kind },
  });

function isSame(row: Row, content: Content): boolean {
  const { kind, audience, title, level, requires_action } = content;
  return (
    row.content === content.content &&
    [row.kind, row.audience, row.title, row.level, row.requires_action].join("\n") ===
      [kind, audience, title, level, requires_action].join("\n")
  );
}

/** Repeated with its key, a request sends nothing, and answers with what it sent. */
export const sendBroadcastCommand = defineCommand({
  name: "send_broadcast",
  scope: "broadcasts:manage",
  limit: "write",
  input: sendBroadcastSchema,
  authorise: adminsOnly,
  run: ({ viewer, input, idempotencyKey }): Promise<Result<Broadcast, never>> =>
    transaction(async (tx) => {
      const now = new Date();
      const content = contentOf(input, null, now);
      if ("ok" in content) return content;
      const id =
        idempotencyKey === undefined ? newId() : nameId(`${viewer.userId} ${idempotencyKey}`, NAMESPACE);
      const [sent] = await tx.select().from(broadcasts).where(eq(broadcasts.id, id));
      if (sent !== undefined)
        return isSame(sent, content)
          ? success(toBroadcast(sent))
          : failure<never>("key_reused", errorText("key_reused"));
      const [open] = await tx.select({ broadcasts: count() }).from(broadcasts).where(isOpen(now));
      if ((open?.broadcasts ?? 0) >= OPEN_AT_MOST)
        return failure<never>("conflict", errorText("too_many_broadcasts", { limit: OPEN_AT_MOST }));
      const [row] = await tx
        .insert(broadcasts)
        .values({
          id,
          ...content,
          published_at: publishesNow(content, now) ? now : null,
          created_by: viewer.userId,
          created_by_name: viewer.name,
          created_at: now,
        })
        .returning();
      if (row === undefined) throw new Error("The broadcast was not stored");
      await audit(tx, viewer, "send_broadcast", row);
      const broadcast = toBroadcast(row);
      if (row.published_at !== null) publishBroadcast(tx, broadcast, now);
      return success(broadcast);
    }),
});

const lock = async (tx: Transaction, id: string): Promise<Row | undefined> => {
  const [row] = await tx.select().from(broadcasts).where(eq(broadcasts.id, id)).for("update");
  return row;
};

const gone = () => failure<never>("not_found", errorText("broadcast_gone"));

/** The kind stays. What is over or withdrawn cannot be corrected, nor can the start of what has begun. */
export const correctBroadcastCommand = defineCommand({
  name: "correct_broadcast",
  scope: "broadcasts:manage",
  limit: "write",
  input: correctBroadcastSchema,
  authorise: adminsOnly,
  run: ({ viewer, input }): Promise<Result<Broadcast, Broadcast>> =>
    transaction(async (tx) => {
      const now = new Date();
      const row = await lock(tx, input.id);
      if (row === undefined || row.kind !== input.broadcast.kind) return gone();
      const current = toBroadcast(row);
      if (row.version !== input.version)
        return failure("conflict", stateText("someone_first.changed"), { current });
      const phase = phaseOf(current, now.getTime());
      if (phase === "over" || phase === "withdrawn")
        return failure("conflict", errorText("broadcast_over"), { current });
      const content = contentOf(input.broadcast, phase === "in_force" ? row.starts_at : null, now);
      if ("ok" in content) return content;
      const [changed] = await tx
        .update(broadcasts)
        .set({
          ...content,
          version: row.version + 1,
          published_at: row.published_at ?? (publishesNow(content, now) ? now : null),
        })
        .where(eq(broadcasts.id, input.id))
        .returning();
      if (changed === undefined) throw new Error("The broadcast was not stored");
      await audit(tx, viewer, "correct_broadcast", changed);
      const broadcast = toBroadcast(changed);
      if (changed.published_at !== null) publishBroadcast(tx, broadcast, now);
      return success(broadcast);
    }),
});

/** Maintenance under way ends now. Withdrawing again changes nothing. */
export const withdrawBroadcastCommand = defineCommand({
  name: "withdraw_broadcast",
  scope: "broadcasts:manage",
  limit: "write",
  input: broadcastIdSchema,
  authorise: adminsOnly,
  run: ({ viewer, input }): Promise<Result<Broadcast, never>> =>
    transaction(async (tx) => {
      const now = new Date();
      const row = await lock(tx, input.id);
      if (row === undefined) return gone();
      const current = toBroadcast(row);
      if (row.withdrawn_at !== null) return success(current);
      if (phaseOf(current, now.getTime()) === "over")
        return failure<never>("conflict", errorText("broadcast_over"));
      const [changed] = await tx
        .update(broadcasts)
        .set({ withdrawn_at: now, version: row.version + 1 })
        .where(eq(broadcasts.id, input.id))
        .returning();
      if (changed === undefined) throw new Error("The broadcast was not stored");
      await audit(tx, viewer, "withdraw_broadcast", changed);
      const broadcast = toBroadcast(changed);
      if (changed.published_at !== null) publishBroadcast(tx, broadcast, now);
      return success(broadcast);
    }),
});

/** Confirming again changes nothing. What asks for no confirmation, or is not sent yet, is not found. */
export const confirmBroadcastCommand = defineCommand({
  name: "confirm_broadcast",
  scope: null,
  limit: "write",
  input: broadcastIdSchema,
  authorise: () => null,
  run: ({ viewer, input }): Promise<Result<null, never>> =>
    transaction(async (tx) => {
      const [row] = await tx
        .select()
        .from(broadcasts)
        .where(and(eq(broadcasts.id, input.id), eq(broadcasts.requires_action, true)));
      if (row === undefined || row.published_at === null || !audiencesOf(viewer).includes(row.audience))
        return gone();
      await tx
        .insert(broadcastConfirmations)
        .values({ broadcast_id: input.id, user_id: viewer.userId })
        .onConflictDoNothing();
      return success(null);
    }),
});
