import * as z from "zod/mini";
import { boundedRecord, instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { givenText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

export const AUDIT_TARGETS = [
  "user",
  "tenant",
  "order",
  "broadcast",
  "switch",
  "chat",
  "member",
  "incident",
  "connection",
  "job",
  "voucher",
] as const;
export type AuditTarget = (typeof AUDIT_TARGETS)[number];

export const auditEntrySchema = z.object({
  id: idSchema,
  at: instantSchema,
  actor_id: z.nullable(idSchema),
  actor_name: shortTextSchema,
  action: shortTextSchema,
  target_kind: shortTextSchema,
  target_id: shortTextSchema,
  tenant_id: z.nullable(idSchema),
  reason: z.nullable(z.string().check(z.maxLength(2_000))),
  detail: boundedRecord(
    z.union([z.string().check(z.maxLength(2_000)), z.number(), z.boolean(), z.null()]),
    50,
  ),
});
export type AuditRow = z.infer<typeof auditEntrySchema>;

/** In characters. */
export const ACTOR_LENGTH = 254;
export const ACTION_LENGTH = 64;

/** Fields that are empty, as forms send them, do not filter. */
export const auditFilterSchema = z.object({
  /** A person's id or e-mail address. */
  actor: z.optional(givenText(ACTOR_LENGTH)),
  action: z.optional(
    z.string().check(z.maxLength(ACTION_LENGTH), z.regex(/^[a-z_]*$/, "must be the name of an action")),
  ),
  /** A day in UTC, or a moment. */
  from: z.optional(
    z.union([
      z.literal(""),
      z.iso.date().check(z.maxLength(40)),
      z.iso.datetime({ offset: true }).check(z.maxLength(40)),
    ]),
  ),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

const COLUMNS = [
  "at",
  "actor_name",
  "actor_id",
  "action",
  "target_kind",
  "target_id",
  "tenant_id",
  "reason",
  "detail",
] as const;

/** The rows of the export, with their names first. */
export function auditCells(entries: readonly AuditRow[]): string[][] {
  const rows = entries.map((entry) =>
    COLUMNS.map((name) => {
      const value = entry[name];
      return value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
    }),
  );
  return [[...COLUMNS], ...rows];
}
