import "server-only";
import { eq } from "drizzle-orm";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { storePayoutAccounts } from "@/lib/db/schema/payout-accounts";
import { tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { actorOf, recordAudit } from "@/lib/platform/server/audit";
import { publish } from "@/lib/realtime/publish/publish";
import { payoutChannel } from "@/lib/stores/model/payout/channel";
import { payoutChanged } from "@/lib/stores/model/payout/events";
import { compactIban } from "@/lib/stores/model/payout/iban";
import { type StatedPayout, setPayoutSchema } from "@/lib/stores/model/payout/schema";
import { errorText } from "@/lib/text/error-text";
import { toStatedPayout } from "./queries";

/**
 * States where the payouts of a store go. Only an owner may, not an admin either: whoever took over an admin's account must not
 * get the money of every store. Fails with `invalid` without the store's address typed as `confirm`. Repeated, it changes nothing.
 */
export const setStorePayoutCommand = defineCommand({
  name: "set_store_payout",
  scope: null,
  limit: "write",
  input: setPayoutSchema,
  authorise: ({ viewer, input: { tenant_id: id } }) => {
    const role = Object.hasOwn(viewer.tenantRoles, id) ? viewer.tenantRoles[id] : undefined;
    return role === "owner"
      ? refuseWithout("payout", viewer, id)
      : failure<never>("forbidden", errorText("owner_only"));
  },
  run: ({ viewer, input: { tenant_id, account, confirm } }) =>
    transaction<Result<StatedPayout, never>>(async (tx) => {
      const [store] = await tx
        .select({ slug: tenants.slug })
        .from(tenants)
        .where(eq(tenants.id, tenant_id))
        .for("no key update");
      if (store === undefined) return failure<never>("not_found", errorText("tenant_not_found"));
      if (confirm.trim() !== store.slug) return failure<never>("invalid", errorText("payout.confirm"));
      const [known] = await tx
        .select()
        .from(storePayoutAccounts)
        .where(eq(storePayoutAccounts.tenant_id, tenant_id));
      const stated = {
        holder: account.holder,
        kind: account.kind,
        number: account.kind === "iban" ? compactIban(account.number) : account.number,
        bank_code: account.kind === "iban" ? null : account.bank_code,
      };
      const isSame =
        known?.holder === stated.holder &&
        known.kind === stated.kind &&
        known.number === stated.number &&
        known.bank_code === stated.bank_code;
      if (known !== undefined && isSame) return success(toStatedPayout(known));
      const updated_at = new Date();
      const row = { tenant_id, ...stated, updated_at };
      await tx
        .insert(storePayoutAccounts)
        .values(row)
        .onConflictDoUpdate({ target: storePayoutAccounts.tenant_id, set: { ...stated, updated_at } });
      const timestamp = updated_at.toISOString();
      publish(tx, [
        {
          channel: payoutChannel.name(tenant_id),
          event: payoutChanged,
          data: { tenant_id, by: viewer.userId, timestamp },
        },
      ]);
      await recordAudit(tx, {
        actor: actorOf(viewer),
        action: "set_store_payout",
        target: { kind: "tenant", id: tenant_id },
        tenantId: tenant_id,
        detail: { from: known?.number.slice(-4) ?? null, to: stated.number.slice(-4) },
      });
      return success(toStatedPayout(row));
    }),
});
