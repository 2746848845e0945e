import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

/** By the printable columns of the printer's own font, which is 12 dots of 1/8 mm wide. */
export const PAPERS = { "80mm": 48, "58mm": 32 } as const;
export const paperSchema = z.enum(["80mm", "58mm"]);

export const PRINTER_NAME_LENGTH = 40;
/** Of one store. */
export const PRINTERS_AT_MOST = 20;

/** `ready` includes a printer whose paper runs low. */
export const conditionSchema = z.enum(["ready", "paper_low", "no_paper", "cover_open", "error"]);
export type Condition = z.infer<typeof conditionSchema>;

export const printerSchema = z.object({
  id: idSchema,
  tenant_id: idSchema,
  name: shortTextSchema,
  paper: paperSchema,
  prints_orders: z.boolean(),
  condition: z.nullable(conditionSchema),
  seen_at: z.nullable(instantSchema),
  created_at: instantSchema,
});
export type Printer = z.infer<typeof printerSchema>;

export const jobStateSchema = z.enum(["waiting", "claimed", "printed", "failed"]);
export type JobState = z.infer<typeof jobStateSchema>;

/**
 * `not_confirmed`: fetched several times, never confirmed. `too_old`: it waited so long that the paper would only confuse.
 * The others are what the printer reported.
 */
export const jobFaultSchema = z.enum([
  "not_confirmed",
  "too_old",
  "no_paper",
  "cover_open",
  "not_understood",
  "too_large",
  "error",
]);
export type JobFault = z.infer<typeof jobFaultSchema>;

export const printJobSchema = z.object({
  id: idSchema,
  tenant_id: idSchema,
  printer_id: idSchema,
  order_id: z.nullable(idSchema),
  cause: z.enum(["accepted", "press", "test"]),
  state: jobStateSchema,
  fault: z.nullable(jobFaultSchema),
  created_at: instantSchema,
  ended_at: z.nullable(instantSchema),
});
export type PrintJob = z.infer<typeof printJobSchema>;

/** A job of an order, with what names that on a screen. */
export const listedJobSchema = z.extend(printJobSchema, { order_code: shortTextSchema });
export type ListedJob = z.infer<typeof listedJobSchema>;

/** What a store's staff see of its printing. */
export const printingSchema = z.object({
  printers: z.array(printerSchema).check(z.maxLength(PRINTERS_AT_MOST)),
  jobs: z.array(listedJobSchema).check(z.maxLength(200)),
  /** The last test print of each printer, while it is recent. */
  tests: z.array(printJobSchema).check(z.maxLength(PRINTERS_AT_MOST)),
});
export type Printing = z.infer<typeof printingSchema>;

const printerSettings = {
  name: requiredText(PRINTER_NAME_LENGTH),
  paper: paperSchema,
  prints_orders: z.boolean(),
};

export const addPrinterSchema = z.object({ tenant_id: idSchema, ...printerSettings });
export const addedPrinterSchema = z.object({
  printer: printerSchema,
  /** The path of the printer's address. It cannot be read again. */
  path: shortTextSchema,
});
export type AddedPrinter = z.infer<typeof addedPrinterSchema>;

const ofPrinter = { tenant_id: idSchema, printer_id: idSchema };
export const testPrinterSchema = z.object(ofPrinter);
export const removePrinterSchema = z.object(ofPrinter);
export const changePrinterSchema = z.object({ ...ofPrinter, ...printerSettings });
export const printTicketSchema = z.object({ order_id: idSchema, printer_id: idSchema });
