import { createTranslator } from "next-intl";
import notices from "@/messages/en/notices.json";
import type { ReminderStep } from "./reminders";
import type { Notice } from "./schema";

const text = createTranslator({ locale: "en", messages: { notices }, namespace: "notices" });

/** Builds the reminder for staff whose store has an order that nobody has dealt with. `time` is in the store's zone. */
export function noticeOfWaiting(
  step: ReminderStep,
  { code, store, slug, time }: { code: string; store: string; slug: string; time: string },
): Notice {
  return {
    type: "warning",
    title: text(`waiting.${step}.title`, { code }),
    message: text(`waiting.${step}.message`, { store, time }),
    action_url: `/partner/${slug}`,
  };
}

/** Builds the notification for admins about an appeal against a ban. */
export function noticeOfAppeal(): Notice {
  return {
    type: "warning",
    title: text("appeal.title"),
    message: text("appeal.message"),
    action_url: "/admin/approvals",
  };
}

/** Builds the notification for admins about an order that was cancelled because nobody accepted it. */
export function noticeOfMissed({ code, store }: { code: string; store: string }): Notice {
  return {
    type: "error",
    title: text("missed.title", { code, store }),
    message: text("missed.message", { store }),
    action_url: null,
  };
}

/** Builds the reminder of an order that a rider could not hand over, and about which nobody has decided. */
export function noticeOfUndecided(values: {
  code: string;
  store: string;
  rider: string;
  slug: string;
}): Notice {
  return {
    type: "error",
    title: text("delivery_undecided.title", values),
    message: text("delivery_undecided.message", values),
    action_url: `/partner/${values.slug}`,
  };
}

/** Builds the notification about an order that a rider could not hand over, for whoever decides. */
export function noticeOfFailedDelivery(values: {
  code: string;
  store: string;
  rider: string;
  reason: string;
  slug: string;
}): Notice {
  return {
    type: "error",
    title: text("delivery_failed.title", values),
    message: text("delivery_failed.message", values),
    action_url: `/partner/${values.slug}`,
  };
}

/**
 * Builds the notification for the staff of a store that was paused because nobody answered its orders, because no device
 * of it has been in contact for `minutes`, or by Platewire for the `reason`.
 */
export function noticeOfPause(
  cause: "timeouts" | "devices" | "platform",
  { store, slug, minutes, reason }: { store: string; slug: string; minutes: number; reason: string },
): Notice {
  return {
    type: "error",
    title: text("paused.title", { store }),
    message: text(`paused.message.${cause}`, { store, minutes, reason }),
    action_url: `/partner/${slug}`,
  };
}
