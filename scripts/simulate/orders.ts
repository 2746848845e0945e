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

const detailAnswer = z.object({ data: orderDetailSchema });
const summaryAnswer = z.object({ data: orderSummarySchema });

function unexpected(what: string, { status, body }: Answer): Error {
  return new Error(`${what} was answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
}

/** Returns null when the store refused the order: closed, sold out, or price changed. */
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
  order: OrderSummary;
}

/** Staff send the version they saw; a customer cancels whatever the version. */
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
