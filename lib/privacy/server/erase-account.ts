import "server-only";
import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { erasedPeople } from "@/lib/db/schema/privacy";
import { riderShifts, trips } from "@/lib/db/schema/riders";
import { memberships } from "@/lib/db/schema/stores";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/platform/server/audit";
import { indexOrdersOf } from "@/lib/platform/server/orders/index-orders";
import { ERASED_NAME } from "@/lib/privacy/model/erased";
import { dropUser } from "@/lib/realtime/hub/control";
import { logSecurity } from "@/lib/server/security-log";
import { errorText } from "@/lib/text/error-text";
import { givenText } from "@/lib/text/given-text";
import { PERSONAL_DATA } from "./parts/list";

const OPEN = ["Order Received", "Preparing", "Out for Delivery"];

const refused = (why: "open_order" | "on_shift" | "only_owner" | "is_admin") =>
  failure<never>("conflict", errorText(`privacy.${why}`));

/** A store would be left without anyone who decides. */
async function isOnlyOwner(tx: Transaction, userId: string): Promise<boolean> {
  const mine = tx
    .select({ id: memberships.tenant_id })
    .from(memberships)
    .where(and(eq(memberships.user_id, userId), eq(memberships.role, "owner")));
  const stores = await tx
    .select({ id: memberships.tenant_id, owners: count() })
    .from(memberships)
    .where(and(inArray(memberships.tenant_id, mine), eq(memberships.role, "owner")))
    .groupBy(memberships.tenant_id);
  return stores.some(({ owners }) => owners === 1);
}

async function refuse(tx: Transaction, userId: string, isAdmin: boolean): Promise<Failure<never> | null> {
  if (isAdmin) return refused("is_admin");
  const [open] = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.user_id, userId), inArray(orders.order_status, OPEN)))
    .limit(1);
  if (open !== undefined) return refused("open_order");
  const [shift] = await tx
    .select({ id: riderShifts.id })
    .from(riderShifts)
    .where(and(eq(riderShifts.rider_id, userId), isNull(riderShifts.ended_at)))
    .limit(1);
  const [trip] = await tx
    .select({ id: trips.id })
    .from(trips)
    .where(and(eq(trips.rider_id, userId), isNull(trips.finished_at)))
    .limit(1);
  if (shift !== undefined || trip !== undefined) return refused("on_shift");
  return (await isOnlyOwner(tx, userId)) ? refused("only_owner") : null;
}

/**
 * Erases this person's account for good, and ends their sessions and streams. Orders stay for the books, without their name,
 * address and notes. The address of the account has to be given, so that no single press does it.
 */
export function eraseAccount(userId: string, email: string): Promise<Result<null, never>> {
  return transaction<Result<null, never>>(async (tx) => {
    // An order that is being placed holds the row until its commit, and is seen below.
    const [person] = await tx
      .select({ email: users.email, isAdmin: users.is_admin })
      .from(users)
      .where(eq(users.id, userId))
      .for("update");
    if (person === undefined) return failure<never>("not_found", errorText("person_not_found"));
    if (email.toLowerCase() !== person.email.toLowerCase())
      return failure<never>("conflict", errorText("privacy.other_address"));
    const refusal = await refuse(tx, userId, person.isAdmin);
    if (refusal !== null) return refusal;
    for (const part of PERSONAL_DATA) await part.erase(tx, { userId, email: person.email });
    await indexOrdersOf(tx, userId);
    await tx.insert(erasedPeople).values({ user_id: userId, erased_at: sql`now()` }).onConflictDoNothing();
    await recordAudit(tx, {
      actor: { id: userId, name: ERASED_NAME },
      action: "erase_account",
      target: { kind: "user", id: userId },
    });
    dropUser(tx, userId);
    tx.afterCommit(() => logSecurity("account_erased", { user_id: userId }));
    return success<null>(null);
  });
}

export const eraseAccountCommand = defineCommand({
  name: "erase_account",
  scope: null,
  limit: "token",
  input: z.object({ email: givenText(320) }),
  authorise: authorisedByRun,
  run: ({ viewer, input }) => eraseAccount(viewer.userId, input.email),
});
