import * as z from "zod/mini";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { daySchema } from "./day";

export const requestReportSchema = z.object({ tenant_id: idSchema, date: daySchema });

/** The person's own address, to which the report is on its way. */
export const requestedReportSchema = z.object({ recipient: shortTextSchema });
