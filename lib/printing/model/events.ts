import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { conditionSchema, jobFaultSchema, jobStateSchema } from "./schema";

/** `withdrawn`: the order was cancelled, sent off, or its acceptance undone, before the paper came out. */
const printJobStateSchema = z.enum([...jobStateSchema.options, "withdrawn"]);
export type PrintJobState = z.infer<typeof printJobStateSchema>;

export const printJobEvent = defineEvent({
  name: "print_job",
  durability: "durable",
  priority: "normal",
  schema: z.object({
    job_id: idSchema,
    printer_id: idSchema,
    order_id: z.nullable(idSchema),
    state: printJobStateSchema,
    fault: z.nullable(jobFaultSchema),
    timestamp: instantSchema,
  }),
});

/** A printer was added, changed or removed (`condition` null), or it reports another condition. */
export const printerEvent = defineEvent({
  name: "printer",
  durability: "durable",
  priority: "normal",
  schema: z.object({
    printer_id: idSchema,
    condition: z.nullable(conditionSchema),
    timestamp: instantSchema,
  }),
});
