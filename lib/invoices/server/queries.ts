import "server-only";
import { desc, eq } from "drizzle-orm";
import * as z from "zod/mini";
import { isOwnerOf } from "@/lib/auth/model/staff";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { invoices } from "@/lib/db/schema/invoices";
import { toWire } from "@/lib/db/wire";
import {
  documentNumber,
  INVOICES_PAGE,
  type Invoice,
  type InvoiceSummary,
  invoiceSchema,
  invoiceSummarySchema,
  seriesSchema,
} from "@/lib/invoices/model/schema";
import { idSchema } from "@/lib/text/id";

type Person = Pick<Viewer, "isAdmin" | "tenantIds" | "tenantRoles">;
type Row = typeof invoices.$inferSelect;

const numbered = ({ series, year, number, ...row }: Omit<Row, "lines">) => ({
  ...row,
  series,
  number: documentNumber(z.parse(seriesSchema, series), year, number),
});

/** Returns the latest documents of a store, or null when the viewer is neither an owner of it nor an admin. */
export async function listInvoices(viewer: Person, tenantId: string): Promise<InvoiceSummary[] | null> {
  if (!isOwnerOf(viewer, tenantId)) return null;
  const rows = await (await queryable())
    .select()
    .from(invoices)
    .where(eq(invoices.tenant_id, tenantId))
    .orderBy(desc(invoices.from), desc(invoices.id))
    .limit(INVOICES_PAGE);
  return rows.map((row) => toWire(invoiceSummarySchema, numbered(row)));
}

/** Returns null when there is no such document, or the viewer may not see it. */
export async function readInvoice(viewer: Person, id: string): Promise<Invoice | null> {
  if (!z.safeParse(idSchema, id).success) return null;
  const [row] = await (await queryable()).select().from(invoices).where(eq(invoices.id, id));
  if (row === undefined || !isOwnerOf(viewer, row.tenant_id)) return null;
  return toWire(invoiceSchema, { ...numbered(row), lines: row.lines });
}
