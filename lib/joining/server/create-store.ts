import "server-only";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { isTaken } from "@/lib/db/is-taken";
import { memberships, tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { type CreatedStore, createStoreSchema, SETUPS_AT_MOST } from "@/lib/joining/model/requests";
import { recordAudit } from "@/lib/platform/server/audit";
import { dropUser } from "@/lib/realtime/hub/control";
import { errorText } from "@/lib/text/error-text";

const CLOSED = { weekly: [], exceptions: [], last_order_minutes: 0 };

const taken = () => {
  const problem = errorText("joining.slug_taken");
  return failure<never>("conflict", problem, { fieldErrors: { slug: problem } });
};

/**
 * Makes a store in set-up, whose owner is the person: it is listed nowhere and takes only test orders. Fails with `conflict` when
 * the slug is taken, or while the person sets up too many.
 */
export const createStoreCommand = defineCommand({
  name: "create_store",
  scope: "menu:write",
  limit: "token",
  input: createStoreSchema,
  authorise: authorisedByRun,
  run: async ({ viewer, input }): Promise<Result<CreatedStore, never>> => {
    const { name, slug, currency = "EUR", time_zone = "Europe/Berlin" } = input;
    try {
      return await transaction<Result<CreatedStore, never>>(async (tx) => {
        // Serialises the count.
        const lock = `stores of ${viewer.userId}`;
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`);
        const [setups] = await tx
          .select({ n: count() })
          .from(memberships)
          .innerJoin(tenants, eq(tenants.id, memberships.tenant_id))
          .where(
            and(
              eq(memberships.user_id, viewer.userId),
              eq(memberships.role, "owner"),
              isNull(tenants.opened_at),
            ),
          );
        if ((setups?.n ?? 0) >= SETUPS_AT_MOST)
          return failure<never>("conflict", errorText("joining.too_many", { limit: SETUPS_AT_MOST }));
        const [known] = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, slug));
        if (known !== undefined) return taken();
        const id = newId();
        await tx.insert(tenants).values({
          ...{ id, slug, name, currency, time_zone, hours: CLOSED, opened_at: null },
          ...{ cuisine: "", description: "", address_line: "", city: "" },
          ...{ delivery_fee: 0, default_prep_minutes: 20, delivery_minutes: 30 },
        });
        await tx.insert(memberships).values({ user_id: viewer.userId, tenant_id: id, role: "owner" });
        await recordAudit(tx, {
          actor: { id: viewer.userId, name: viewer.name },
          action: "create_store",
          target: { kind: "tenant", id },
          tenantId: id,
          detail: { slug },
        });
        // Open pages are authorised anew, as staff.
        dropUser(tx, viewer.userId);
        return success({ id, slug, name });
      });
    } catch (error) {
      // Somebody else has taken it meanwhile.
      if (isTaken(error)) return taken();
      throw error;
    }
  },
});
