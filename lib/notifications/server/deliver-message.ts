import "server-only";
import { mayActInThisMode } from "@/lib/auth/credentials/demo-credentials";
import { ownOrigin } from "@/lib/auth/sign-in/origin";
import type { Transaction } from "@/lib/db/transaction";
import { isOpenOffer } from "@/lib/dispatch/server/queries";
import { decideChannels, endOfLife, type Facts } from "@/lib/notifications/model/decide-channels";
import { FOR_ADMINS, kindOf } from "@/lib/notifications/model/kinds";
import { preferencesOf } from "@/lib/notifications/model/preferences";
import { pushPayload } from "@/lib/notifications/model/push-payload";
import { channelsOfStep } from "@/lib/notifications/model/reminders";
import { readWaitingOrder, type WaitingOrder } from "@/lib/orders/server/queries";
import { logger } from "@/lib/server/logger";
import { type ClaimedMessage, claimMessage, settleMessage } from "./claim-message";
import { sendNotificationMail } from "./mail/send-notification-mail";
import type { Outcome } from "./outcome";
import { sendPush } from "./push/send-push";

const ATTEMPTS_AT_MOST = 12;

export type Delivery =
  /** Nothing is left to do for this message. */
  | { readonly kind: "done"; readonly isSent: boolean }
  /** It has been handed to a later job. */
  | { readonly kind: "later" }
  /** The job must run again. */
  | { readonly kind: "again"; readonly reason: string };

/** Null when the message is not about an order that waits, or somebody has dealt with it. */
function readOrderOf({ step, topic }: ClaimedMessage): Promise<WaitingOrder | null> {
  return step === null ? Promise.resolve(null) : readWaitingOrder(topic?.split(":").at(-1) ?? "");
}

const OFFER_TOPIC = /^offer:(.+)$/;

/** True when the message is about an offer that has ended. */
async function isAnswered({ topic }: ClaimedMessage): Promise<boolean> {
  const offerId = OFFER_TOPIC.exec(topic ?? "")?.[1];
  return offerId !== undefined && !(await isOpenOffer(offerId));
}

/** Since the message was planned, a person may have left the staff, be no admin any more, or be banned. */
function isStillConcerned(
  { kind, user_id, is_admin, is_banned }: ClaimedMessage,
  order: WaitingOrder | null,
): boolean {
  if (is_banned) return kind === "account";
  if (FOR_ADMINS.includes(kind)) return is_admin;
  return kind !== "order_waiting" || order === null || order.staff.includes(user_id);
}

function factsOf({ kind, step, created_at, is_seen }: ClaimedMessage, order: WaitingOrder | null): Facts {
  const { urgency } = kindOf(kind);
  const at = created_at.getTime();
  if (step === null) return { kind, urgency, at, isSeen: is_seen, escalation: null };
  const escalation = { channels: channelsOfStep(step), isOver: order === null };
  return { kind, urgency, at, isSeen: is_seen, escalation };
}

function send(message: ClaimedMessage, signal: AbortSignal): Promise<Outcome> | Outcome {
  const { channel, endpoint, subscription, kind, user_id: userId, created_at } = message;
  if (channel === "email") return sendNotificationMail(message.recipient, { ...message, userId });
  // The outbox page shows the row itself.
  if (endpoint === "demo") return { kind: "sent" };
  if (subscription === null) return { kind: "gone" };
  const notification = {
    ...message,
    id: message.notification_id,
    created_at: created_at.toISOString(),
  };
  return sendPush(
    {
      endpoint: subscription.endpoint,
      keys: subscription,
      payload: pushPayload(notification, ownOrigin(), message.unread),
      urgency: kindOf(kind).urgency,
      topic: message.topic,
      ttlSeconds: (endOfLife({ kind, at: created_at.getTime() }) - Date.now()) / 1_000,
    },
    signal,
  );
}

/**
 * Sends one message, unless it was settled before or its reason has passed. `enqueueAt` adds a job for it to the
 * transaction that puts it off.
 */
export async function deliverMessage(
  id: string,
  { signal, enqueueAt }: { signal: AbortSignal; enqueueAt: (tx: Transaction, at: Date) => Promise<void> },
): Promise<Delivery> {
  const claim = await claimMessage(id);
  if (claim === "ended") return { kind: "done", isSent: false };
  if (claim === "early") return { kind: "later" };
  if (claim === "busy") return { kind: "again", reason: "Another run is sending this message" };
  const { message } = claim;
  const putOff = async (at: number, reason: string): Promise<Delivery> => {
    const dueAt = new Date(at);
    await settleMessage(claim, { state: "waiting", reason, dueAt }, (tx) => enqueueAt(tx, dueAt));
    return { kind: "later" };
  };
  const end = async (state: "skipped" | "gone" | "failed" | "unsure", reason: string): Promise<Delivery> => {
    await settleMessage(claim, { state, reason });
    return { kind: "done", isSent: false };
  };

  // It was planned while this was a demo.
  if (!mayActInThisMode(message.recipient)) return end("skipped", "demo person");
  if (message.is_superseded) return end("skipped", "superseded");
  const now = Date.now();
  const [order, isOver] = await Promise.all([readOrderOf(message), isAnswered(message)]).catch(
    async (error: unknown) => {
      // Nothing was sent: without this, the message would count as one that may have been.
      await settleMessage(claim, { state: "waiting", reason: "The order could not be read" });
      throw error;
    },
  );
  if (!isStillConcerned(message, order)) return end("skipped", "role");
  if (isOver) return end("skipped", "over");
  const decision = decideChannels(factsOf(message, order), preferencesOf(message), now)[message.channel];
  if (!decision.send) return end("skipped", decision.reason);
  if (decision.at > now) return putOff(decision.at, "quiet hours or not seen yet");

  const outcome = await send(message, signal);
  switch (outcome.kind) {
    case "sent": {
      const isRecorded = await settleMessage(claim, { state: "sent" });
      if (!isRecorded) logger.warn({ message: id }, "A message was sent after its claim had been lost");
      return { kind: "done", isSent: true };
    }
    case "gone":
      return end("gone", "The endpoint no longer exists");
    case "rejected":
      logger.error({ message: id, reason: outcome.reason }, "A message was rejected for good");
      return end("failed", outcome.reason);
    case "unsure":
      logger.warn({ message: id, reason: outcome.reason }, "A message may not have been sent");
      return end("unsure", outcome.reason);
    case "later":
      return message.attempts < ATTEMPTS_AT_MOST
        ? putOff(outcome.at, outcome.reason)
        : end("failed", outcome.reason);
    case "retry":
      await settleMessage(claim, { state: "waiting", reason: outcome.reason });
      return { kind: "again", reason: outcome.reason };
  }
}
