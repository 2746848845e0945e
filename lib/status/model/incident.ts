import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

export const INCIDENT_TITLE_LENGTH = 120;
export const INCIDENT_TEXT_LENGTH = 1_000;

export const impactSchema = z.enum(["degraded", "down"]);
export type Impact = z.infer<typeof impactSchema>;

export const INCIDENT_STATES = ["investigating", "identified", "monitoring", "resolved"] as const;
export const incidentStateSchema = z.enum(INCIDENT_STATES);
export type IncidentState = z.infer<typeof incidentStateSchema>;

export const incidentSchema = z.object({
  id: idSchema,
  title: shortTextSchema,
  impact: impactSchema,
  started_at: instantSchema,
  resolved_at: z.nullable(instantSchema),
  /** The latest first. */
  updates: z
    .array(
      z.object({
        id: idSchema,
        state: incidentStateSchema,
        text: z.string().check(z.maxLength(2_000)),
        at: instantSchema,
      }),
    )
    .check(z.maxLength(200)),
});
export type Incident = z.infer<typeof incidentSchema>;

export const openIncidentSchema = z.object({
  title: requiredText(INCIDENT_TITLE_LENGTH),
  impact: impactSchema,
  text: requiredText(INCIDENT_TEXT_LENGTH),
});

export const updateIncidentSchema = z.object({
  incident_id: idSchema,
  state: incidentStateSchema,
  text: requiredText(INCIDENT_TEXT_LENGTH),
});
