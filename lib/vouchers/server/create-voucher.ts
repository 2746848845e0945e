import "server-only";
import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { refuseNonAdmins } from "@/lib/auth/server/refuse-non-admins";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { tenants } from "@/lib/db/schema/stores";
import { vouchers } from "@/lib/db/schema/vouchers";
import { transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { actorOf, recordAudit } from "@/lib/platform/server/audit";
import { errorText } from "@/lib/text/error-text";
import { createVoucherSchema, type Voucher, voucherSchema } from "@/lib/vouchers/model/schema";

/** Admins create any voucher; the owner of a store those that the store bears. A voucher never changes: only its end does. */
export const createVoucherCommand = defineCommand({
  name: "create_voucher",
  scope: null,
  limit: "write",
  input: createVoucherSchema,
  authorise: ({ viewer, input: { tenant_id, borne_by } }) =>
    tenant_id !== null && borne_by === "store"
      ? refuseWithout("vouchers", viewer, tenant_id)
      : refuseNonAdmins(viewer),
  run: ({ viewer, input }) =>
    transaction(async (tx): Promise<Result<Voucher, never>> => {
      const now = new Date();
      const until = input.valid_until ?? null;
      if (until !== null && Date.parse(until) <= now.getTime())
        return failure<never>("invalid", errorText("vouchers.until_past"), {
          fieldErrors: { valid_until: errorText("vouchers.until_past") },
        });
      if (input.tenant_id !== null) {
        const [store] = await tx
          .select({ currency: tenants.currency })
          .from(tenants)
          .where(eq(tenants.id, input.tenant_id));
        if (store === undefined) return failure<never>("not_found", errorText("tenant_not_found"));
        if (input.currency !== undefined && input.currency !== store.currency)
          return failure<never>("invalid", errorText("vouchers.currency_of_store"), {
            fieldErrors: { currency: errorText("vouchers.currency_of_store") },
          });
      }
      const [row] = await tx
        .insert(vouchers)
        .values({
          id: newId(),
          code: input.code,
          tenant_id: input.tenant_id,
          borne_by: input.borne_by,
          kind: input.kind,
          amount: input.amount ?? null,
          percent_bp: input.percent_bp ?? null,
          currency: input.currency ?? null,
          minimum: input.minimum,
          valid_from: input.valid_from === undefined ? now : new Date(input.valid_from),
          valid_until: until === null ? null : new Date(until),
          limit_total: input.limit_total ?? null,
          limit_per_person: input.limit_per_person ?? null,
          created_by: viewer.userId,
        })
        .onConflictDoNothing({ target: vouchers.code })
        .returning();
      if (row === undefined)
        return failure<never>("conflict", errorText("vouchers.code_taken"), {
          fieldErrors: { code: errorText("vouchers.code_taken") },
        });
      await recordAudit(tx, {
        actor: actorOf(viewer),
        action: "create_voucher",
        target: { kind: "voucher", id: row.id },
        tenantId: row.tenant_id,
        reason: null,
        detail: { code: row.code, kind: row.kind, borne_by: row.borne_by },
      });
      return success(toWire(voucherSchema, row));
    }),
});
