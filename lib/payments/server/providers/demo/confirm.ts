import "server-only";
import { transaction } from "@/lib/db/transaction";
import type { Confirmation, Confirmed } from "@/lib/payments/model/confirm";
import { testCard } from "@/lib/payments/model/test-cards";
import { change, emit, lockPayment, type Stored } from "./payments";

async function authorize(tx: Parameters<typeof change>[0], stored: Stored): Promise<Confirmed> {
  const authorized = await change(tx, stored, {
    status: "authorized",
    authorized: stored.amount,
    code: null,
    authorizes_at: null,
  });
  await emit(tx, authorized, "payment.authorized");
  return { status: "authorized", code: null };
}

async function refuse(tx: Parameters<typeof change>[0], stored: Stored, code: string): Promise<Confirmed> {
  const failed = await change(tx, stored, { status: "failed", code });
  await emit(tx, failed, "payment.failed");
  return { status: "failed", code };
}

/** As the provider's own page in the customer's browser does. Returns null when the secret is unknown, or nothing is left to pay. */
export function confirmDemoPayment(secret: string, given: Confirmation): Promise<Confirmed | null> {
  return transaction(async (tx) => {
    const stored = await lockPayment(tx, { secret });
    if (stored === null) return null;
    if ("answer" in given) {
      if (stored.status !== "requires_action") return null;
      return given.answer === "approve" ? authorize(tx, stored) : refuse(tx, stored, "authentication_failed");
    }
    const isOpen = ["waiting", "failed", "requires_action"].includes(stored.status);
    if (!isOpen || stored.authorizes_at !== null) return null;
    const number = given.card.replaceAll(" ", "");
    const card = testCard(number);
    // Only the numbers of test cards are kept.
    const tried = await change(tx, stored, { card: card === undefined ? null : number, code: null });
    if (card === undefined) return refuse(tx, tried, "invalid_number");
    if (card.declines !== undefined) return refuse(tx, tried, card.declines);
    if (card.asks === true) {
      await change(tx, tried, { status: "requires_action" });
      return { status: "requires_action", code: null };
    }
    if (card.authorizesAfter !== undefined) {
      const authorizes_at = new Date(Date.now() + card.authorizesAfter * 1_000);
      await change(tx, tried, { status: "waiting", authorizes_at });
      await emit(tx, tried, "payment.authorized", card.authorizesAfter);
      return { status: "processing", code: null };
    }
    return authorize(tx, tried);
  });
}
