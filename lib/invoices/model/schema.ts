import * as z from "zod/mini";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

export const seriesSchema = z.enum(["invoice", "receipt", "statement", "credit_note"]);
export type Series = z.infer<typeof seriesSchema>;

const LETTERS: Readonly<Record<Series, string>> = {
  invoice: "INV",
  receipt: "RCP",
  statement: "STM",
  credit_note: "CRN",
};

/** Shows the number of a document: `INV-2026-000042`. */
export const documentNumber = (series: Series, year: number, number: number): string =>
  `${LETTERS[series]}-${year}-${String(number).padStart(6, "0")}`;

/** In minor units. `net` + `vat` = `gross`. */
export const invoiceLineSchema = z.object({
  order_id: z.nullable(idSchema),
  order_code: z.nullable(shortTextSchema),
  net: z.int(),
  vat: z.int(),
  gross: z.int(),
});
export type InvoiceLine = z.infer<typeof invoiceLineSchema>;

/** Returns the sums of an invoice's lines. */
export function totalsOf(lines: readonly InvoiceLine[]): Pick<InvoiceLine, "net" | "vat" | "gross"> {
  return lines.reduce(
    (sum, { net, vat, gross }) => ({ net: sum.net + net, vat: sum.vat + vat, gross: sum.gross + gross }),
    { net: 0, vat: 0, gross: 0 },
  );
}
