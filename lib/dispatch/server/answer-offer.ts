import "server-only";
import { and, eq } from "drizzle-orm";
import * as z from "zod/mini";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { type Claim, takeKey } from "@/lib/commands/idempotency";
import { failure, type Result, success } from "@/lib/commands/result";
import { offers } from "@/lib/db/schema/dispatch";
import { type Transaction, transaction } from "@/lib/db/transaction";
import type { Offer } from "@/lib/dispatch/model/offer";
import type { AnsweredOffer } from "@/lib/dispatch/model/riding/answers";
import { type OfferAnswer, offerAnswerSchema } from "@/lib/dispatch/model/riding/requests";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { causeOf, endOffer, withdrawOffersFor } from "./offers";
import { publishDispatchChanged } from "./riding/announce";
import {
  type LockedOffer,
  type LockedOrder,
  lockOffers,
  lockOpenTrip,
  lockOrders,
  lockRiders,
  offerColumns,
  toOffer,
} from "./riding/locks";
import { readTrip } from "./riding/read-trip";
import { readStopsOfOrders } from "./riding/stops";
import { takeOffered } from "./take-over";

type Answered = Result<AnsweredOffer, Offer>;

const gone = () => failure<never>("not_found", errorText("riding.offer_gone"));
const withoutTrip = ({ trip_id: _trip, ...offer }: LockedOffer): Offer => offer;

/** The answer to a press that is repeated, for example after a tunnel, is that of the first. */
async function repeatedAnswer(tx: Transaction, offer: LockedOffer): Promise<AnsweredOffer> {
  const [stop] = await readStopsOfOrders(tx, offer.order_ids);
  const trip = offer.status === "taken" && stop !== undefined ? await readTrip(tx, stop.trip_id) : null;
  return { offer: withoutTrip(offer), trip: trip?.rider_id === offer.rider_id ? trip : null };
}

async function accept(
  tx: Transaction,
  offer: LockedOffer,
  orders: readonly LockedOrder[],
  now: Date,
): Promise<Answered> {
  const cause = causeOf(orders);
  const withdraw = async (message: string): Promise<Answered> =>
    failure("conflict", message, {
      current: (await endOffer(tx, offer.id, "withdrawn", now, cause)) ?? offer,
    });
  // Of an order that is moved, the first rider, too.
  const people = await lockRiders(tx, [offer.rider_id, ...orders.flatMap(({ rider_id }) => rider_id ?? [])]);
  const rider = people.get(offer.rider_id);
  if (rider === undefined) return withdraw(errorText("riding.off_shift"));
  const trip = await lockOpenTrip(tx, rider.id);
  const { stops, metres } = offer.terms;
  const taken = await takeOffered(tx, offer.id, {
    rider,
    trip,
    orders,
    stops,
    metres: offer.trip_id === (trip?.id ?? null) ? metres : null,
    actor: { id: rider.id, name: rider.name, kind: "rider" },
    now,
  });
  if (!taken.ok) return withdraw(taken.message);
  const ended = await endOffer(tx, offer.id, "taken", now);
  if (ended === null) throw new Error(`Offer ${offer.id} ended while it was locked`);
  await withdrawOffersFor(tx, offer.order_ids, now, offer.id, "taken");
  return success({ offer: ended, trip: await readTrip(tx, taken.data) });
}

async function answer(
  tx: Transaction,
  offer: LockedOffer,
  orders: readonly LockedOrder[],
  given: OfferAnswer,
): Promise<Answered> {
  const asked = given === "accept" ? "taken" : "declined";
  if (offer.status === asked) return success(await repeatedAnswer(tx, offer));
  if (offer.status !== "open")
    return failure("conflict", errorText("riding.offer_over"), { current: withoutTrip(offer) });
  const now = new Date();
  if (Date.parse(offer.expires_at) <= now.getTime()) {
    // Nobody has noticed so far.
    const current = (await endOffer(tx, offer.id, "expired", now)) ?? withoutTrip(offer);
    return failure("conflict", errorText("riding.offer_over"), { current });
  }
  if (given === "accept") return accept(tx, offer, orders, now);
  const declined = await endOffer(tx, offer.id, "declined", now);
  const rider = (await lockRiders(tx, [offer.rider_id])).get(offer.rider_id);
  publishDispatchChanged(tx, orders, rider === undefined ? [] : [rider], now);
  return success({ offer: declined ?? withoutTrip(offer), trip: null });
}

/**
 * Answers an offer that was made to this rider. Of any number of answers to it, and to other offers of the same orders, exactly one
 * takes effect. Fails with `not_found` when the offer is somebody else's, and with `conflict` and the offer as it stands when it
 * has ended.
 */
export function answerOffer(
  riderId: string,
  offerId: string,
  given: OfferAnswer,
  idempotencyKey?: string,
): Promise<Answered> {
  const claim: Claim | undefined =
    idempotencyKey === undefined
      ? undefined
      : { userId: riderId, key: idempotencyKey, request: { answer_offer: offerId, given } };
  return transaction<Answered>(async (tx) => {
    if ((await takeKey(tx, claim)) === "reused") return failure("key_reused", errorText("key_reused"));
    // Which orders it is about never changes, so it is read without a lock: orders are locked first.
    const [seen] = await tx
      .select(offerColumns)
      .from(offers)
      .where(and(eq(offers.id, offerId), eq(offers.rider_id, riderId)));
    if (seen === undefined) return gone();
    const { order_ids } = toOffer(seen);
    const orders = await lockOrders(tx, order_ids);
    const offer = (await lockOffers(tx, order_ids, offerId)).find(({ id }) => id === offerId);
    return offer === undefined ? gone() : answer(tx, offer, orders, given);
  });
}

export const answerOfferCommand = defineCommand({
  name: "answer_offer",
  scope: "orders:write",
  limit: "write",
  input: z.extend(offerAnswerSchema, { offer_id: idSchema }),
  authorise: authorisedByRun,
  run: ({ viewer, input, idempotencyKey }) =>
    answerOffer(viewer.userId, input.offer_id, input.answer, idempotencyKey),
});
