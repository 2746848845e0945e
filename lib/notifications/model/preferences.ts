import * as z from "zod/mini";
import { kindOf, NOTICE_KINDS, type NoticeKind, noticeKindSchema, OUTER_CHANNELS } from "./kinds";
import { isTimeZone } from "./quiet-hours";

const channelsSchema = z.strictObject({ push: z.boolean(), email: z.boolean() });

const wallTimeSchema = z
  .string()
  .check(z.maxLength(5), z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 22:00"));

export const quietHoursSchema = z
  .strictObject({ from: wallTimeSchema, to: wallTimeSchema })
  .check(z.refine(({ from, to }) => from !== to, "must begin and end at different times"));

export const timeZoneSchema = z
  .string()
  .check(z.maxLength(64), z.refine(isTimeZone, "must be a time zone such as Europe/Berlin"));

/** States what a person has chosen, for every kind and channel. */
export const preferencesSchema = z.strictObject({
  kinds: z.record(noticeKindSchema, channelsSchema),
  /** Nothing but alarms is sent in these hours of each day, in the person's time zone; null: at any time. */
  quiet_hours: z.nullable(quietHoursSchema),
  time_zone: timeZoneSchema,
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** Names only what a person changes; everything else stays as it is. */
const changesSchema = z.strictObject({
  kinds: z.exactOptional(z.partialRecord(noticeKindSchema, z.partial(channelsSchema))),
  quiet_hours: z.exactOptional(z.nullable(quietHoursSchema)),
  time_zone: z.exactOptional(timeZoneSchema),
});
export type PreferenceChanges = z.infer<typeof changesSchema>;

function refuseRequired({ value, issues }: z.core.ParsePayload<PreferenceChanges>): void {
  for (const kind of NOTICE_KINDS)
    for (const channel of kindOf(kind).required)
      if (value.kinds?.[kind]?.[channel] === false)
        issues.push({
          code: "custom",
          input: value,
          path: ["kinds", kind, channel],
          message: "cannot be turned off",
        });
}

/** These refuse to turn off what must reach a person. */
export const chosenPreferencesSchema = preferencesSchema.check(z.check(refuseRequired));
export const preferenceChangesSchema = changesSchema.check(z.check(refuseRequired));

/** The stored deviations; kinds of a later version are left out. */
export const storedKindsSchema = z.catch(
  z.partialRecord(noticeKindSchema, channelsSchema),
  (): Partial<Record<NoticeKind, z.infer<typeof channelsSchema>>> => ({}),
);

export interface StoredPreferences {
  readonly kinds: unknown;
  readonly quiet_from: string | null;
  readonly quiet_to: string | null;
  readonly time_zone: string | null;
}

const kindsWith = (choose: (kind: NoticeKind) => z.infer<typeof channelsSchema>): Preferences["kinds"] => ({
  order_progress: choose("order_progress"),
  order_cancelled: choose("order_cancelled"),
  refund: choose("refund"),
  order_waiting: choose("order_waiting"),
  order_missed: choose("order_missed"),
  delivery_failed: choose("delivery_failed"),
  store_paused: choose("store_paused"),
  offer: choose("offer"),
  chat: choose("chat"),
  chat_trouble: choose("chat_trouble"),
  appeal: choose("appeal"),
  account: choose("account"),
  messages: choose("messages"),
});

/** Completes what is stored, if anything, by the defaults. Required channels are on, whatever is stored. */
export function preferencesOf(stored: StoredPreferences | null): Preferences {
  const kinds = z.parse(storedKindsSchema, stored?.kinds ?? {});
  const quiet = z.safeParse(quietHoursSchema, { from: stored?.quiet_from, to: stored?.quiet_to });
  const zone = z.safeParse(timeZoneSchema, stored?.time_zone ?? "UTC");
  return {
    kinds: kindsWith((kind) => {
      const { defaults, required } = kindOf(kind);
      const chosen = { ...defaults, ...kinds[kind] };
      for (const channel of OUTER_CHANNELS) if (required.includes(channel)) chosen[channel] = true;
      return chosen;
    }),
    quiet_hours: quiet.success ? quiet.data : null,
    time_zone: zone.success ? zone.data : "UTC",
  };
}

/** Required channels stay on. */
export function mergedPreferences(now: Preferences, { kinds, ...rest }: PreferenceChanges): Preferences {
  return {
    ...now,
    ...rest,
    kinds: kindsWith((kind) => {
      const { required } = kindOf(kind);
      const { push, email } = { ...now.kinds[kind], ...kinds?.[kind] };
      return { push: push || required.includes("push"), email: email || required.includes("email") };
    }),
  };
}

/** Returns the least that makes `to` of `from`, so that nothing is said about what a person left alone. */
export function preferenceChanges(from: Preferences, to: Preferences): PreferenceChanges {
  const changes: PreferenceChanges = {};
  for (const kind of NOTICE_KINDS)
    for (const channel of OUTER_CHANNELS) {
      const chosen = to.kinds[kind][channel];
      if (chosen !== from.kinds[kind][channel])
        changes.kinds = { ...changes.kinds, [kind]: { ...changes.kinds?.[kind], [channel]: chosen } };
    }
  const [before, after] = [from.quiet_hours, to.quiet_hours];
  if (before?.from !== after?.from || before?.to !== after?.to) changes.quiet_hours = after;
  if (from.time_zone !== to.time_zone) changes.time_zone = to.time_zone;
  return changes;
}
