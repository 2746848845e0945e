import "server-only";
import { eq, sql } from "drizzle-orm";
import { demoProviderCalls, demoProviderPayments } from "@/lib/db/schema/demo-provider";
import { transaction } from "@/lib/db/transaction";
import { type PaymentProvider, ProviderDeclined } from "@/lib/payments/model/provider";
import { testCard } from "@/lib/payments/model/test-cards";
import { change, emit, lockPayment, newRef, newSecret, once, toPayment } from "./payments";
import { parseSigned } from "./signature";

const refused = (code: string, stored: Parameters<typeof toPayment>[0]) => ({ code, stored });

/** The embedded provider: no account, no real money, and test cards for what a bank may do. */
export const demoProvider: PaymentProvider = {
  name: "demo",

  async create({ key, reference, amount, currency }) {
    const stored = await transaction(async (tx) => {
      // Calls with the same key wait here for the first one.
      const [counted] = await tx
        .insert(demoProviderCalls)
        .values({ idempotency_key: key, kind: "create", ref: newRef(), amount })
        .onConflictDoUpdate({
          target: demoProviderCalls.idempotency_key,
          set: { calls: sql`${demoProviderCalls.calls} + 1` },
        })
        .returning({ ref: demoProviderCalls.ref, calls: demoProviderCalls.calls });
      if (counted === undefined) throw new Error(`The call ${key} was not counted`);
      const { ref, calls } = counted;
      if (calls > 1) return lockPayment(tx, { ref });
      const [made] = await tx
        .insert(demoProviderPayments)
        .values({ ref, client_secret: newSecret(), reference, status: "waiting", currency, amount })
        .returning();
      return made ?? null;
    });
    if (stored === null) throw new ProviderDeclined("no_such_payment");
    return toPayment(stored);
  },

  async capture({ key, ref, amount }) {
    const stored = await once({ key, kind: "capture", ref, amount }, async (tx, payment) => {
      if (payment.status !== "authorized" || amount > payment.authorized)
        return refused("payment_intent_unexpected_state", payment);
      const captured = await change(tx, payment, { status: "captured", captured: amount });
      await emit(tx, captured, "payment.captured");
      if (testCard(captured.card)?.isDisputed === true) await emit(tx, captured, "payment.disputed");
      return { code: null, stored: captured };
    });
    return toPayment(stored);
  },

  async void({ key, ref }) {
    const stored = await once({ key, kind: "void", ref, amount: 0 }, async (tx, payment) => {
      if (payment.status === "captured") return refused("payment_intent_unexpected_state", payment);
      const voided = await change(tx, payment, { status: "voided", authorizes_at: null });
      await emit(tx, voided, "payment.voided");
      return { code: null, stored: voided };
    });
    return toPayment(stored);
  },

  async refund({ key, ref, amount }) {
    const refundRef = `demo_refund_${key}`;
    try {
      await once({ key, kind: "refund", ref, amount }, async (tx, payment) => {
        const refusal = testCard(payment.card)?.refusesRefunds;
        if (refusal !== undefined) return refused(refusal, payment);
        if (payment.status !== "captured" || payment.refunded + amount > payment.captured)
          return refused("amount_too_large", payment);
        const refunded = await change(tx, payment, { refunded: payment.refunded + amount });
        await emit(tx, refunded, "payment.refunded");
        return { code: null, stored: refunded };
      });
    } catch (error) {
      if (!(error instanceof ProviderDeclined) || error.code !== "refund_failed") throw error;
      return { ref: refundRef, status: "failed", amount, code: error.code };
    }
    return { ref: refundRef, status: "succeeded", amount, code: null };
  },

  async read(ref) {
    const stored = await transaction((tx) => lockPayment(tx, { ref }));
    if (stored === null) throw new ProviderDeclined("no_such_payment");
    return toPayment(stored);
  },

  parseWebhook: async (body, headers) => parseSigned(body, headers),
};

/** Calls that were carried out, for tests and the page of the demo: by kind, with the sum of their amounts. */
export async function countDemoCalls(
  db: Pick<Parameters<Parameters<typeof transaction>[0]>[0], "select">,
  ref: string,
) {
  return db
    .select({
      kind: demoProviderCalls.kind,
      carried_out: sql<number>`count(*) filter (where ${demoProviderCalls.code} is null)::int`,
      calls: sql<number>`sum(${demoProviderCalls.calls})::int`,
      amount: sql<number>`coalesce(sum(${demoProviderCalls.amount}) filter (where ${demoProviderCalls.code} is null), 0)::int`,
    })
    .from(demoProviderCalls)
    .where(eq(demoProviderCalls.ref, ref))
    .groupBy(demoProviderCalls.kind);
}
