import * as z from "zod/mini";
import type { StoppedSwitch } from "@/lib/platform/model/switches";
import { instantSchema, longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

export const AUDIENCES = ["everybody", "customers", "partners", "riders"] as const;
export const KINDS = ["maintenance", "system_update", "announcement"] as const;
export type Kind = (typeof KINDS)[number];
export const SEVERITIES = ["info", "warning", "critical"] as const;
export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

const audienceSchema = z.enum(AUDIENCES);
export type Audience = z.infer<typeof audienceSchema>;

const shared = {
  id: idSchema,
  /** Rises with each correction. Of two states, the one with the higher version counts. */
  version: z.int().check(z.positive()),
  audience: audienceSchema,
  starts_at: instantSchema,
  ends_at: instantSchema,
  /** Withdrawn while it lasted, it ended then; before it began, it never takes place. */
  withdrawn_at: z.nullable(instantSchema),
};
const text = { title: shortTextSchema, content: longTextSchema, requires_action: z.boolean() };

export const maintenanceShape = {
  ...shared,
  planned: z.boolean(),
  /** Minutes. */
  duration: z.int(),
  reason: longTextSchema,
};
export const systemUpdateShape = { ...shared, ...text, severity: z.enum(SEVERITIES) };
export const announcementShape = { ...shared, ...text, priority: z.enum(PRIORITIES) };

export const broadcastSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("maintenance"), ...maintenanceShape }),
  z.object({ kind: z.literal("system_update"), ...systemUpdateShape }),
  z.object({ kind: z.literal("announcement"), ...announcementShape }),
]);
export type Broadcast = z.infer<typeof broadcastSchema>;

export const TITLE_LENGTH = 120;
export const CONTENT_LENGTH = 1_000;
export const DURATION_AT_MOST = 24 * 60;
/** Broadcasts that are not over, of all kinds. */
export const OPEN_AT_MOST = 40;

const given = {
  audience: z._default(audienceSchema, "everybody"),
  /** Default: now. */
  starts_at: z.exactOptional(instantSchema),
};
const givenTexts = {
  ...given,
  title: requiredText(TITLE_LENGTH),
  content: requiredText(CONTENT_LENGTH),
  requires_action: z._default(z.boolean(), false),
  /** Until when it is shown. Default: seven days after its start. */
  ends_at: z.exactOptional(instantSchema),
};

/** Text is plain: links in it are not clickable. */
export const sendBroadcastSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("maintenance"),
    // Everybody's deadlines stand still, so nobody is left out.
    ...given,
    audience: z._default(z.literal("everybody"), "everybody"),
    planned: z.boolean(),
    duration: z.int().check(z.gte(1), z.lte(DURATION_AT_MOST)),
    reason: requiredText(CONTENT_LENGTH),
  }),
  z.object({ kind: z.literal("system_update"), ...givenTexts, severity: z.enum(SEVERITIES) }),
  z.object({ kind: z.literal("announcement"), ...givenTexts, priority: z.enum(PRIORITIES) }),
]);
export type SendBroadcast = z.output<typeof sendBroadcastSchema>;

const correction = {
  /** The version that was corrected. */
  version: z.int().check(z.positive()),
  broadcast: sendBroadcastSchema,
};
export const broadcastCorrectionSchema = z.object(correction);
export const correctBroadcastSchema = z.object({ id: idSchema, ...correction });
export const broadcastIdSchema = z.object({ id: idSchema });

/** What a page that is opened now has to show, now or soon. */
export interface InForce {
  /** Also maintenance of the last day, for deadlines of orders that were placed before it. */
  broadcasts: Broadcast[];
  /** Ids of those that this person has confirmed. */
  confirmed: string[];
}

/** What every live page begins with. */
export interface PlatformState extends InForce {
  /** Parts of the platform that are stopped. */
  readonly stopped: readonly Pick<StoppedSwitch, "name" | "reason">[];
}

/** A broadcast among those that admins see. */
export type ListedBroadcast = Broadcast & {
  confirmations: number;
  created_by_name: string;
  created_at: string;
  published_at: string | null;
};
