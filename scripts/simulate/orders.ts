import * as z from "zod";
import {
  type OrderDetail,
  type OrderSummary,
  orderDetailSchema,
  orderSummarySchema,
  type PlaceOrder,
} from "@/lib/orders/model/schema";
import type { Answer, Api } from "./api";
import type { Press } from "./life";
import type { Tally } from "./tally";

/** The three things done to orders over REST: placed, changed, read. */

const detailAnswer = z.object({ data: orderDetailSchema });
const summaryAnswer = z.object({ data: orderSummarySchema });

function unexpected(what: string, { status, body }: Answer): Error {
  return new Error(`${what} was answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
}

/** The order, or null when the store did not take it: closed, sold out, or dearer than a moment ago. */
export async function place(
  api: Api,
  order: PlaceOrder,
  isSentTwice: boolean,
  tally: Tally,
): Promise<OrderDetail | null> {
  const answer = await api.write("POST", "/api/orders", order, isSentTwice);
  if (answer.status === 201) {
    tally.placed += 1;
    return detailAnswer.parse(answer.body).data;
  }
  if (answer.status !== 409) throw unexpected("An order", answer);
  tally.conflicts += 1;
  tally.turnedAway += 1;
  return null;
}

export interface Pressed {
  isDone: boolean;
  /** The order as it stands after it, or as it stands instead. */
  order: OrderSummary;
}

/** One press on a button. Staff say which version they saw; a customer wants out of the order as it is. */
export async function press(
  api: Api,
  seen: OrderSummary,
  { by, change, isSentTwice }: Press,
  tally: Tally,
): Promise<Pressed> {
  const body = by === "customer" ? change : { ...change, version: seen.version };
  const answer = await api.write("PATCH", `/api/orders/${seen.id}/status`, body, isSentTwice);
  if (answer.status !== 200 && answer.status !== 409)
    throw unexpected(`${seen.order_code}: ${change.order_status} by the ${by}`, answer);
  const isDone = answer.status === 200;
  if (isDone) tally.changed += 1;
  else tally.conflicts += 1;
  return { isDone, order: summaryAnswer.parse(answer.body).data };
}

export async function read(api: Api, orderId: string): Promise<OrderDetail> {
  const answer = await api.get(`/api/orders/${orderId}`);
  if (answer.status !== 200) throw unexpected(`The order ${orderId}`, answer);
  return detailAnswer.parse(answer.body).data;
}
