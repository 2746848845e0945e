import * as z from "zod/mini";
import { capacitySchema } from "@/lib/stores/model/capacity";
import { hoursSchema } from "@/lib/stores/model/hours/schema";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { givenText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";
import { BUSY_MINUTES, LASTS, REASON_LENGTH } from "./terms";

/**
 * Who changed the intake last: a person, the rule that nobody answered two orders in a row, the rule that the store has lost
 * its devices or has one again, or an admin, whose pause its staff cannot end.
 */
export const INTAKE_CAUSES = ["person", "timeouts", "devices", "platform"] as const;

const busyMinutes = z.int().check(z.minimum(0), z.maximum(BUSY_MINUTES.maximum));

/** What a store was set to. What it is now follows from the time: see status.ts. */
export const intakeSchema = z.object({
  mode: z.enum(["open", "busy", "paused"]),
  /** Minutes on top of new promises while busy, otherwise 0. */
  extra_minutes: busyMinutes,
  /** When it is over by itself; null: when somebody changes it. */
  until: z.nullable(instantSchema),
  reason: z.nullable(shortTextSchema),
  cause: z.enum(INTAKE_CAUSES),
  /** While paused for lost devices: how busy the store was, and is again when one returns. */
  resumes: z.exactOptional(
    z.object({
      extra_minutes: busyMinutes,
      until: z.nullable(instantSchema),
      reason: z.nullable(shortTextSchema),
    }),
  ),
  changed_at: instantSchema,
  /** Rises with every change of the intake, the hours or the capacity. */
  version: z.int().check(z.positive()),
});
export type Intake = z.infer<typeof intakeSchema>;

/** What decides whether and how a store takes orders. Events from before the capacity was part of it do not have it. */
export const intakeFactsSchema = z.object({
  hours: hoursSchema,
  intake: intakeSchema,
  ...z.partial(capacitySchema).shape,
});
export type IntakeFacts = z.infer<typeof intakeFactsSchema>;

/** A store, or the part of it that decides. */
export const takingStoreSchema = z.extend(intakeFactsSchema, { time_zone: shortTextSchema });
export type TakingStore = z.infer<typeof takingStoreSchema>;

export const storeStatusSchema = z.object({
  mode: z.enum(["open", "busy", "paused", "closed"]),
  /** When this ends by itself; null: not foreseeable. */
  until: z.nullable(instantSchema),
  extra_minutes: z.int(),
  reason: z.nullable(shortTextSchema),
  /** When orders are taken again; null while they are, and when nobody can foresee it. */
  opens_at: z.nullable(instantSchema),
});
export type StoreStatus = z.infer<typeof storeStatusSchema>;

const busyMinutesSchema = z
  .int()
  .check(
    z.minimum(BUSY_MINUTES.minimum),
    z.maximum(BUSY_MINUTES.maximum),
    z.multipleOf(BUSY_MINUTES.step, "must be in steps of 5"),
  );
const reasonSchema = z._default(givenText(REASON_LENGTH), "");

const lastsSchema = z.literal(LASTS);

export const intakeChangeSchema = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("open") }),
  z.object({
    mode: z.literal("busy"),
    extra_minutes: busyMinutesSchema,
    lasts: lastsSchema,
    reason: reasonSchema,
  }),
  z.object({ mode: z.literal("paused"), lasts: lastsSchema, reason: reasonSchema }),
]);
export type IntakeChange = z.output<typeof intakeChangeSchema>;

export const setStoreStatusSchema = z.object({ tenant_id: idSchema, change: intakeChangeSchema });

const end = {
  /** Null, or without it: until the store is opened. */
  minutes: z.optional(z.nullable(z.literal([15, 30, 60]))),
  until: z.optional(z.literal("tomorrow")),
  reason: reasonSchema,
};

/** The body of `PUT /api/tenants/:slug/status`. */
export const statusBodySchema = z
  .discriminatedUnion("mode", [
    z.object({ mode: z.literal("open") }),
    z.object({ mode: z.literal("busy"), extra_minutes: busyMinutesSchema, ...end }),
    z.object({ mode: z.literal("paused"), ...end }),
  ])
  .check(
    z.refine(
      (body) => body.mode === "open" || body.until === undefined || typeof body.minutes !== "number",
      "Give minutes or until, not both",
    ),
  );

export function changeOfBody(body: z.output<typeof statusBodySchema>): IntakeChange {
  if (body.mode === "open") return body;
  const { minutes, until, ...change } = body;
  return { ...change, lasts: until ?? minutes ?? "until_open" };
}

/** The answer to a change: what the store was set to, and what it is now. */
export const changedIntakeSchema = z.extend(intakeFactsSchema, {
  ...capacitySchema.shape,
  status: storeStatusSchema,
});
export type ChangedIntake = z.infer<typeof changedIntakeSchema>;
