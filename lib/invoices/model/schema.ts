import * as z from "zod/mini";
import { daySchema } from "@/lib/figures/model/day";
import { priceText } from "@/lib/menu/model/edit/price-text";
import { formatCsv } from "@/lib/menu/model/file/csv";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
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

/** Documents on one page. */
export const INVOICES_PAGE = 50;
const LINES_AT_MOST = 100_000;

/** A document without its lines. The days are in the store's time zone. */
export const invoiceSummarySchema = z.object({
  id: idSchema,
  tenant_id: idSchema,
  series: seriesSchema,
  number: shortTextSchema,
  from: daySchema,
  to: daySchema,
  currency: shortTextSchema,
  net: z.int(),
  vat: z.int(),
  gross: z.int(),
  /** The id of the invoice that a credit note corrects. */
  corrects: z.nullable(idSchema),
  issued_at: instantSchema,
});
export type InvoiceSummary = z.infer<typeof invoiceSummarySchema>;

export const invoiceSchema = z.extend(invoiceSummarySchema, {
  lines: z.array(invoiceLineSchema).check(z.maxLength(LINES_AT_MOST)),
});
export type Invoice = z.infer<typeof invoiceSchema>;

/** Returns the lines with a header and the sums, safe to be opened as a spreadsheet. */
export function invoiceCsv({ number, currency, lines, net, vat, gross }: Invoice): string {
  const row = (code: string, amounts: { net: number; vat: number; gross: number }) => [
    number,
    code,
    ...[amounts.net, amounts.vat, amounts.gross].map((minor) => priceText(minor, currency)),
    currency,
  ];
  return formatCsv([
    ["number", "order", "net", "vat", "gross", "currency"],
    ...lines.map((line) => row(line.order_code ?? "", line)),
    row("total", { net, vat, gross }),
  ]);
}
