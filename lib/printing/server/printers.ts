import "server-only";
import { and, count, eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { hashSecret } from "@/lib/auth/credentials/secret-text";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { type Call, defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { printers } from "@/lib/db/schema/printing";
import { tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { isDemo } from "@/lib/env";
import {
  type AddedPrinter,
  addPrinterSchema,
  changePrinterSchema,
  PRINTERS_AT_MOST,
  removePrinterSchema,
} from "@/lib/printing/model/schema";
import { logSecurity } from "@/lib/server/security-log";
import { errorText } from "@/lib/text/error-text";
import { announcePrinter } from "./announce";
import { newPrinterSecret } from "./find-printer";
import { printerColumns, toPrinter } from "./rows";

const forManagers = ({ viewer, input }: Call<{ tenant_id: string }>) =>
  refuseWithout("printers", viewer, input.tenant_id);

const gone = () => failure<never>("not_found", errorText("printer_gone"));

export const ofStore = ({ tenant_id, printer_id }: { tenant_id: string; printer_id: string }) =>
  and(eq(printers.tenant_id, tenant_id), eq(printers.id, printer_id));

/** The secret is not stored, so a repeated request adds another printer. */
export const addPrinterCommand = defineCommand({
  name: "add_printer",
  scope: null,
  limit: "token",
  input: addPrinterSchema,
  authorise: forManagers,
  run: ({ viewer, input }) =>
    transaction(async (tx) => {
      // Serialises the count.
      const [store] = await tx
        .select({ id: tenants.id })
        .from(tenants)
        .where(eq(tenants.id, input.tenant_id))
        .for("update");
      if (store === undefined) return failure<never>("not_found", errorText("tenant_not_found"));
      const [known] = await tx
        .select({ printers: count() })
        .from(printers)
        .where(eq(printers.tenant_id, input.tenant_id));
      if ((known?.printers ?? 0) >= PRINTERS_AT_MOST)
        return failure<never>("conflict", errorText("too_many_printers", { limit: PRINTERS_AT_MOST }));
      const secret = newPrinterSecret();
      const now = new Date();
      const [row] = await tx
        .insert(printers)
        .values({ id: newId(), ...input, secret_hash: hashSecret(secret), demo: isDemo(), created_at: now })
        .returning(printerColumns);
      if (row === undefined) throw new Error("The printer was not stored");
      const printer = toPrinter(row);
      announcePrinter(tx, printer, null, now);
      tx.afterCommit(() =>
        logSecurity("printer_added", {
          user_id: viewer.userId,
          tenant_id: printer.tenant_id,
          printer_id: printer.id,
        }),
      );
      return success<AddedPrinter>({ printer, path: `/api/print/${secret}` });
    }),
});

export const changePrinterCommand = defineCommand({
  name: "change_printer",
  scope: null,
  limit: "write",
  input: changePrinterSchema,
  authorise: forManagers,
  run: ({ input }) =>
    transaction(async (tx) => {
      const { name, paper, prints_orders } = input;
      const [row] = await tx
        .update(printers)
        .set({ name, paper, prints_orders })
        .where(ofStore(input))
        .returning(printerColumns);
      if (row === undefined) return gone();
      const printer = toPrinter(row);
      announcePrinter(tx, printer, printer.condition, new Date());
      return success(printer);
    }),
});

/** Ends the printer's address, and with it the tickets that wait for it. */
export const removePrinterCommand = defineCommand({
  name: "remove_printer",
  scope: null,
  limit: "write",
  input: removePrinterSchema,
  authorise: forManagers,
  run: ({ viewer, input }) =>
    transaction(async (tx) => {
      const [row] = await tx.delete(printers).where(ofStore(input)).returning(printerColumns);
      if (row === undefined) return gone();
      announcePrinter(tx, row, null, new Date());
      tx.afterCommit(() =>
        logSecurity("printer_removed", {
          user_id: viewer.userId,
          tenant_id: row.tenant_id,
          printer_id: row.id,
        }),
      );
      return success<null>(null);
    }),
});
