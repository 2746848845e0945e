import "server-only";
import { and, eq } from "drizzle-orm";
import * as z from "zod/mini";
import { queryable } from "@/lib/db/client";
import { paymentAttempts, payments } from "@/lib/db/schema/payments";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { defineJob } from "@/lib/jobs/define-job";
import { enqueue } from "@/lib/jobs/enqueue";
import { placePaidOrder } from "@/lib/orders/server/place-paid";
import { readOrderFacts } from "@/lib/orders/server/queries";
import { draftSchema } from "@/lib/payments/model/draft";
import { afterRefund, followProvider } from "@/lib/payments/model/follow-provider";
import { type Call, isTooLate, type NextStep, nextStep } from "@/lib/payments/model/next-step";
import { ProviderDeclined, type ProviderPayment, ProviderUnavailable } from "@/lib/payments/model/provider";
import { readSwitches } from "@/lib/platform/server/switches";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { within } from "./ask-provider";
import { createAtProvider } from "./commands";
import { endRefund, readApprovedRefunds } from "./due-refunds";
import { providerNamed } from "./provider";
import { factsOf, lockPayment, type Payment, readAttempts, readPaymentBy } from "./rows";
import { addAttempt, changePayment } from "./write";

/** Longer than a provider's own time-out, shorter than the job's. */
const CALL_MS = 15_000;
/** A payment needs a handful of steps; more would be a mistake that costs money. */
const STEPS_AT_MOST = 20;
const ASK_AGAIN_SECONDS = 60;

/** The bank holds the money: the order goes to the store, in the same transaction. */
async function place(tx: Transaction, payment: Payment, now: Date): Promise<void> {
  const draft = z.parse(draftSchema, payment.draft);
  await addAttempt(
    tx,
    payment.id,
    { kind: "authorize", amount: payment.authorized, outcome: "succeeded", key: `${payment.id}:authorize` },
    now,
  );
  await placePaidOrder(tx, draft, now);
  const done = {
    status: "authorized",
    authorized: payment.authorized,
    draft: null,
    placed_at: now,
    stuck_since: null,
    problem: null,
  } as const;
  await changePayment(tx, payment, done, now);
}

/** Takes over what the provider says, and keeps each refused card. `eventId` names the event that said to ask. */
async function follow(paymentId: string, seen: ProviderPayment, eventId: string | null): Promise<void> {
  await transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (payment === null) return;
    const now = new Date();
    const next = followProvider({ ...payment, isEnded: payment.ended_at !== null }, seen);
    await tx.update(payments).set({ checked_at: now }).where(eq(payments.id, paymentId));
    if (next.status === "authorized" && payment.placed_at === null) {
      const isOver = isTooLate(payment.expires_at.getTime(), now.getTime());
      // What is held too late is released with the next step.
      if (isOver) await changePayment(tx, payment, { ...next, status: "failed", ended_at: now }, now);
      else await place(tx, { ...payment, ...next }, now);
      return;
    }
    const isRefused = seen.status === "failed" && payment.placed_at === null;
    const wasChanged =
      next.status !== payment.status ||
      next.authorized !== payment.authorized ||
      next.captured !== payment.captured ||
      next.refunded !== payment.refunded;
    // Two cards may be refused one after the other: the second changes nothing but the list of attempts.
    const key =
      eventId === null ? `${paymentId}:refused:${payment.version}` : `event:${payment.provider}:${eventId}`;
    const isNewAttempt =
      isRefused && (eventId !== null || wasChanged)
        ? await addAttempt(
            tx,
            paymentId,
            { kind: "authorize", amount: payment.amount, outcome: "failed", key, code: seen.code },
            now,
          )
        : false;
    if (wasChanged || isNewAttempt) await changePayment(tx, payment, next, now);
  });
}

async function ask(payment: Payment, eventId: string | null): Promise<void> {
  if (payment.provider_ref === null) return;
  const seen = await within(providerNamed(payment.provider).read(payment.provider_ref), CALL_MS);
  await follow(payment.id, seen, eventId);
}

interface Decided {
  readonly payment: Payment;
  readonly step: NextStep;
}

/** Decides under the payment's lock and writes down what is about to be asked of the provider. */
function decide(paymentId: string): Promise<Decided | null> {
  return transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (payment === null) return null;
    const now = new Date();
    const order = payment.placed_at === null ? null : await readOrderFacts(tx, payment.order_id);
    const attempts = await readAttempts(tx, paymentId);
    const refunds = await readApprovedRefunds(tx, payment.order_id);
    const step = nextStep({ payment: factsOf(payment), order, attempts, refunds }, now.getTime());
    if (step.kind === "place") await place(tx, payment, now);
    if (step.kind === "end") await changePayment(tx, payment, { status: "failed", ended_at: now }, now);
    if (step.kind === "call") {
      await addAttempt(tx, paymentId, { ...step.call, outcome: "pending" }, now);
      if (step.call.kind === "refund" && payment.status !== "refund_pending")
        return { payment: await changePayment(tx, payment, { status: "refund_pending" }, now), step };
    }
    return { payment, step };
  });
}

type Outcome =
  | { readonly kind: "succeeded"; readonly seen: ProviderPayment | null }
  | { readonly kind: "failed"; readonly code: string }
  | { readonly kind: "pending" };

async function call(payment: Payment, { kind, amount, key }: Call): Promise<Outcome> {
  const provider = providerNamed(payment.provider);
  const ref = payment.provider_ref;
  if (ref === null) throw new Error(`Payment ${payment.id} has nothing at the provider`);
  try {
    switch (kind) {
      case "capture":
        return { kind: "succeeded", seen: await within(provider.capture({ key, ref, amount }), CALL_MS) };
      case "void":
        return { kind: "succeeded", seen: await within(provider.void({ key, ref }), CALL_MS) };
      case "refund": {
        const refund = await within(provider.refund({ key, ref, amount }), CALL_MS);
        if (refund.status === "failed") return { kind: "failed", code: refund.code ?? "refund_failed" };
        return refund.status === "pending" ? { kind: "pending" } : { kind: "succeeded", seen: null };
      }
    }
  } catch (error) {
    if (error instanceof ProviderDeclined) return { kind: "failed", code: error.code };
    throw error;
  }
}

/** Writes the outcome down once: a second runner that repeated the call finds its attempt ended. */
function record(paymentId: string, { kind, amount, key, refundId }: Call, outcome: Outcome): Promise<void> {
  return transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (payment === null || outcome.kind === "pending") return;
    const now = new Date();
    const code = outcome.kind === "failed" ? outcome.code : null;
    const ended = await tx
      .update(paymentAttempts)
      .set({ outcome: outcome.kind, code, ended_at: now })
      .where(and(eq(paymentAttempts.idempotency_key, key), eq(paymentAttempts.outcome, "pending")))
      .returning({ id: paymentAttempts.id });
    if (ended.length === 0) return;
    if (refundId !== null) await endRefund(tx, { refundId, amount, code });
    if (kind === "refund") {
      const attempts = await readAttempts(tx, paymentId);
      const paidBack = attempts
        .filter((attempt) => attempt.kind === "refund" && attempt.outcome === "succeeded")
        .reduce((sum, attempt) => sum + attempt.amount, 0);
      // A poll may have seen it already.
      const refunded = Math.min(payment.captured, Math.max(payment.refunded, paidBack));
      const status = afterRefund({ captured: payment.captured, refunded });
      await changePayment(tx, payment, { status, refunded }, now);
      return;
    }
    const seen = outcome.kind === "succeeded" ? outcome.seen : null;
    const next =
      seen === null ? {} : followProvider({ ...payment, isEnded: payment.ended_at !== null }, seen);
    await changePayment(tx, payment, next, now);
  });
}

/** An admin has stopped payments: nothing is asked of a provider until they go on. */
async function areStopped(): Promise<boolean> {
  const stopped = await readSwitches(await queryable());
  return stopped.some(({ name }) => name === "payments");
}

const PROBLEM_LENGTH = 500;

/** Since when it does not work, and why: shown to admins until it does. */
async function markStuck(paymentId: string, problem: string): Promise<void> {
  await transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (payment === null) return;
    await tx
      .update(payments)
      .set({ stuck_since: payment.stuck_since ?? new Date(), problem: problem.slice(0, PROBLEM_LENGTH) })
      .where(eq(payments.id, paymentId));
  });
}

async function markWell(paymentId: string): Promise<void> {
  const db = await queryable();
  await db.update(payments).set({ stuck_since: null, problem: null }).where(eq(payments.id, paymentId));
}

/** Returns the number of steps that were taken. */
async function takeSteps(paymentId: string): Promise<number> {
  for (let taken = 0; taken < STEPS_AT_MOST; taken += 1) {
    const decided = await decide(paymentId);
    if (decided === null) return taken;
    const { payment, step } = decided;
    if (step.kind === "none" || step.kind === "wait") {
      if (payment.stuck_since !== null) await markWell(paymentId);
      return taken;
    }
    // The attempt's refusal says why.
    if (step.kind === "stuck") return taken;
    if (step.kind === "create") await createAtProvider(payment);
    if (step.kind !== "call") continue;
    const outcome = await call(payment, step.call);
    await record(paymentId, step.call, outcome);
    if (outcome.kind === "pending") {
      await transaction((tx) => settleLater(tx, payment, new Date(Date.now() + ASK_AGAIN_SECONDS * 1_000)));
      return taken + 1;
    }
    if (outcome.kind === "failed") throw new ProviderDeclined(outcome.code);
  }
  throw new Error(`Payment ${paymentId} needs more than ${STEPS_AT_MOST} steps`);
}

/**
 * Brings a payment to where its order and its refunds want it, from whatever is true now: it may run at any time, twice, and
 * after a run that was killed. Asks the provider first. Returns the number of steps that were taken.
 */
export async function settlePayment(paymentId: string, eventId: string | null = null): Promise<number> {
  const payment = await readPaymentBy(await queryable(), eq(payments.id, paymentId));
  if (payment === null) return 0;
  if (await areStopped()) {
    await transaction((tx) => settleLater(tx, payment, new Date(Date.now() + ASK_AGAIN_SECONDS * 1_000)));
    return 0;
  }
  try {
    await ask(payment, eventId);
    return await takeSteps(paymentId);
  } catch (error) {
    if (error instanceof ProviderDeclined) await markStuck(paymentId, `declined: ${error.code}`);
    else if (error instanceof ProviderUnavailable)
      await markStuck(paymentId, `unavailable: ${error.message}`);
    else await markStuck(paymentId, "failed: see the log");
    throw error;
  }
}

export const settle = defineJob({
  name: "payment:settle",
  input: z.object({ payment_id: idSchema, event_id: z._default(z.nullable(shortTextSchema), null) }),
  retry: { limit: 15, delaySeconds: 5, maxDelaySeconds: 900 },
  timeoutSeconds: 90,
  run: ({ payment_id, event_id }) => settlePayment(payment_id, event_id),
});

/** Enqueues the job in the caller's transaction. */
export const settleLater = (
  tx: Transaction,
  { id, tenant_id }: { id: string; tenant_id: string },
  startAfter?: Date,
) =>
  enqueue(
    tx,
    settle,
    { payment_id: id },
    { tenantId: tenant_id, ...(startAfter !== undefined && { startAfter }) },
  );
