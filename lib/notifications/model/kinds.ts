import * as z from "zod/mini";

/** Ways to reach a person outside the application. The notification centre always has every notification. */
export const OUTER_CHANNELS = ["push", "email"] as const;
export type OuterChannel = (typeof OUTER_CHANNELS)[number];

export type Urgency = "low" | "normal" | "high" | "urgent";

export interface Kind {
  readonly urgency: Urgency;
  readonly defaults: { readonly [Channel in OuterChannel]: boolean };
  /** Channels that cannot be turned off, and that do not wait for whether the notification is seen. */
  readonly required: readonly OuterChannel[];
  /** After this time, the news is too old to be sent. */
  readonly lifetimeMinutes: number;
}

const HOUR = 60;
const DAY = 24 * HOUR;
const BOTH = { push: true, email: true };
const PUSH_ONLY = { push: true, email: false };

/** One entry for each kind of notification that people can set by itself. */
export const KINDS = {
  order_progress: { urgency: "normal", defaults: PUSH_ONLY, required: [], lifetimeMinutes: 4 * HOUR },
  order_cancelled: { urgency: "high", defaults: BOTH, required: [], lifetimeMinutes: DAY },
  /** For customers, staff and admins: a refund was asked for, answered or contested. */
  refund: { urgency: "normal", defaults: BOTH, required: [], lifetimeMinutes: 3 * DAY },
  /** For the staff of a store: an order waits to be accepted. */
  order_waiting: { urgency: "urgent", defaults: BOTH, required: OUTER_CHANNELS, lifetimeMinutes: 30 },
  /** For admins: nobody accepted an order in time. */
  order_missed: { urgency: "urgent", defaults: BOTH, required: ["email"], lifetimeMinutes: DAY },
  /** For admins: a rider could not hand over an order, and somebody must decide. */
  delivery_failed: { urgency: "urgent", defaults: BOTH, required: ["email"], lifetimeMinutes: 4 * HOUR },
  /** For the staff of a store: it was paused without them. */
  store_paused: { urgency: "urgent", defaults: BOTH, required: ["email"], lifetimeMinutes: 12 * HOUR },
  /** For a rider on shift: an order that waits for an answer, or that a dispatcher gave. Nobody can use it a minute later. */
  offer: { urgency: "urgent", defaults: PUSH_ONLY, required: [], lifetimeMinutes: 1 },
  /** A chat message to a person who has not read it. */
  chat: { urgency: "high", defaults: PUSH_ONLY, required: [], lifetimeMinutes: HOUR },
  /** For admins: a chat message was reported, or somebody was blocked. */
  chat_trouble: { urgency: "high", defaults: BOTH, required: ["email"], lifetimeMinutes: DAY },
  /** For admins: a person who was suspended appeals. */
  appeal: { urgency: "normal", defaults: BOTH, required: [], lifetimeMinutes: 3 * DAY },
  account: { urgency: "high", defaults: BOTH, required: ["email"], lifetimeMinutes: 7 * DAY },
  messages: { urgency: "normal", defaults: PUSH_ONLY, required: [], lifetimeMinutes: 3 * DAY },
} as const satisfies Record<string, Kind>;

export const noticeKindSchema = z.enum([
  "order_progress",
  "order_cancelled",
  "refund",
  "order_waiting",
  "order_missed",
  "delivery_failed",
  "store_paused",
  "offer",
  "chat",
  "chat_trouble",
  "appeal",
  "account",
  "messages",
]);
export type NoticeKind = z.infer<typeof noticeKindSchema>;
export const NOTICE_KINDS = noticeKindSchema.options;

export function kindOf(name: NoticeKind): Kind {
  return KINDS[name];
}

/** Kinds that only admins get. */
export const FOR_ADMINS: readonly NoticeKind[] = [
  "order_missed",
  "delivery_failed",
  "chat_trouble",
  "appeal",
];

/** False for mail about what the person must be told. */
export const canStopMail = (name: NoticeKind) => !kindOf(name).required.includes("email");

/** Returns the kinds that this person can receive. */
export function kindsFor(person: {
  isAdmin: boolean;
  tenantIds: readonly string[];
  riderFleet: string | null;
}): NoticeKind[] {
  return NOTICE_KINDS.filter(
    (name) =>
      ((name !== "order_waiting" && name !== "store_paused") || person.tenantIds.length > 0) &&
      (name !== "offer" || person.riderFleet !== null) &&
      (!FOR_ADMINS.includes(name) || person.isAdmin),
  );
}
