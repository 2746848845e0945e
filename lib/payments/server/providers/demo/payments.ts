import "server-only";
import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import * as z from "zod/mini";
import { demoProviderDeliveries, demoProviderPayments } from "@/lib/db/schema/demo-provider";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { ProviderDeclined, type ProviderPayment } from "@/lib/payments/model/provider";
import { testCard } from "@/lib/payments/model/test-cards";

export type Stored = typeof demoProviderPayments.$inferSelect;

const statusSchema = z.enum(["waiting", "requires_action", "authorized", "captured", "voided", "failed"]);

export const newRef = () => `demo_pay_${newId().replaceAll("-", "")}`;
export const newSecret = () => `demo_secret_${randomBytes(24).toString("base64url")}`;

export function toPayment(stored: Stored): ProviderPayment {
  const { ref, amount, authorized, captured, refunded, client_secret, code } = stored;
  const status = z.parse(statusSchema, stored.status);
  const isOpen = status === "waiting" || status === "requires_action" || status === "failed";
  return {
    ref,
    status,
    amount,
    authorized,
    captured,
    refunded,
    clientSecret: isOpen ? client_secret : null,
    code,
  };
}

/** Locks the payment. Null: there is none. */
export async function lockPayment(
  tx: Transaction,
  by: { ref: string } | { secret: string },
): Promise<Stored | null> {
  const isIt =
    "ref" in by ? eq(demoProviderPayments.ref, by.ref) : eq(demoProviderPayments.client_secret, by.secret);
  const [stored] = await tx.select().from(demoProviderPayments).where(isIt).for("update");
  return stored === undefined ? null : ripen(tx, stored);
}

/** A slow bank has answered meanwhile. */
async function ripen(tx: Transaction, stored: Stored): Promise<Stored> {
  const isRipe = stored.authorizes_at !== null && stored.authorizes_at.getTime() <= Date.now();
  return isRipe
    ? change(tx, stored, { status: "authorized", authorized: stored.amount, authorizes_at: null })
    : stored;
}

export async function change(tx: Transaction, stored: Stored, changes: Partial<Stored>): Promise<Stored> {
  await tx.update(demoProviderPayments).set(changes).where(eq(demoProviderPayments.ref, stored.ref));
  return { ...stored, ...changes };
}

/** Plans the webhooks of an event, as the payment's card asks for. */
export async function emit(
  tx: Transaction,
  { ref, card }: Stored,
  type: string,
  afterSeconds = 0,
): Promise<void> {
  const after = testCard(card)?.webhooksAfter ?? [0];
  const event_id = newId();
  if (after.length > 0)
    await tx.insert(demoProviderDeliveries).values(
      after.map((seconds) => ({
        id: newId(),
        event_id,
        ref,
        type,
        due_at: new Date(Date.now() + (seconds + afterSeconds) * 1_000),
      })),
    );
}

const callRows = z.object({
  rows: z.array(z.object({ calls: z.coerce.number(), code: z.nullable(z.string()) })),
});

interface KeyedCall {
  readonly key: string;
  readonly kind: string;
  readonly ref: string;
  readonly amount: number;
}

/**
 * Carries a call out once for its key, in a transaction of the provider's own, and counts all calls. A repeated call gets the
 * first one's answer.
 * @throws {ProviderDeclined}
 */
export async function once(
  { key, kind, ref, amount }: KeyedCall,
  work: (tx: Transaction, stored: Stored) => Promise<{ code: string | null; stored: Stored }>,
): Promise<Stored> {
  const answer = await transaction(async (tx) => {
    const stored = await lockPayment(tx, { ref });
    if (stored === null) return { code: "no_such_payment", stored: null };
    const counted = await tx.execute(sql`
      insert into demo_provider_calls (idempotency_key, kind, ref, amount) values (${key}, ${kind}, ${ref}, ${amount})
      on conflict (idempotency_key) do update set calls = demo_provider_calls.calls + 1 returning calls, code`);
    const [call] = z.parse(callRows, counted).rows;
    if (call === undefined) throw new Error(`The call ${key} was not counted`);
    if (call.calls > 1) return { code: call.code, stored };
    const done = await work(tx, stored);
    if (done.code !== null)
      await tx.execute(
        sql`update demo_provider_calls set code = ${done.code} where idempotency_key = ${key}`,
      );
    return done;
  });
  if (answer.stored === null || answer.code !== null) throw new ProviderDeclined(answer.code ?? "unknown");
  return answer.stored;
}
