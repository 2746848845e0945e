import "server-only";
import { eq } from "drizzle-orm";
import * as z from "zod/mini";
import { hasRight } from "@/lib/auth/model/store-rights";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { vouchers } from "@/lib/db/schema/vouchers";
import { transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { actorOf, recordAudit } from "@/lib/platform/server/audit";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { type Voucher, voucherSchema } from "@/lib/vouchers/model/schema";

/** Orders that have it keep it. Ending it once more changes nothing. */
export const endVoucherCommand = defineCommand({
  name: "end_voucher",
  scope: null,
  limit: "write",
  input: z.object({ voucher_id: idSchema }),
  authorise: authorisedByRun,
  run: ({ viewer, input: { voucher_id } }) =>
    transaction(async (tx): Promise<Result<Voucher, never>> => {
      const [row] = await tx.select().from(vouchers).where(eq(vouchers.id, voucher_id)).for("no key update");
      const isTheirs =
        row !== undefined &&
        (viewer.isAdmin ||
          (row.borne_by === "store" &&
            row.tenant_id !== null &&
            hasRight(viewer, row.tenant_id, "vouchers")));
      if (row === undefined || !isTheirs) return failure<never>("not_found", errorText("vouchers.not_found"));
      if (row.ended_at !== null) return success(toWire(voucherSchema, row));
      const ended_at = new Date();
      await tx.update(vouchers).set({ ended_at }).where(eq(vouchers.id, voucher_id));
      await recordAudit(tx, {
        actor: actorOf(viewer),
        action: "end_voucher",
        target: { kind: "voucher", id: row.id },
        tenantId: row.tenant_id,
        reason: null,
        detail: { code: row.code, redeemed: row.redeemed },
      });
      return success(toWire(voucherSchema, { ...row, ended_at }));
    }),
});
