import * as z from "zod";
import type { Menu } from "@/lib/menu/model/schema";
import {
  type OrderDetail,
  type OrderSummary,
  orderDetailSchema,
  orderSummarySchema,
  type PlaceOrder,
} from "@/lib/orders/model/schema";
import type { Answer, Api } from "./api";
import type { Press } from "./life";
import { soldOutAction } from "./sold-out";
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

interface PressContext {
  lines: OrderDetail["items"];
  menu: Menu | null;
  tally: Tally;
}

function requestOf({ by, change, isSentTwice }: Press, seen: OrderSummary, { lines, menu }: PressContext) {
  const version = by === "customer" ? {} : { version: seen.version };
  const path = `/api/orders/${seen.id}`;
  if ("order_status" in change)
    return [`${path}/status`, { ...change, ...version }, isSentTwice, "PATCH"] as const;
  return [
    `${path}/actions`,
    { ...soldOutAction(change, lines, menu), ...version },
    isSentTwice,
    "POST",
  ] as const;
}

/** Staff send the version they saw; a customer acts whatever the version. */
export async function press(
  api: Api,
  seen: OrderSummary,
  what: Press,
  context: PressContext,
): Promise<Pressed> {
  const { tally } = context;
  const send = (request: ReturnType<typeof requestOf>) => {
    const [path, body, isSentTwice, method] = request;
    return api.write(method, path, body, isSentTwice);
  };
  let answer = await send(requestOf(what, seen, context));
  // There is no dish to take instead, or it has sold out itself.
  if (answer.status === 400 && "sold_out" in what.change)
    answer = await send(requestOf(what, seen, { ...context, menu: null }));
  if (answer.status !== 200 && answer.status !== 409)
    throw unexpected(`${seen.order_code}: ${JSON.stringify(what.change)} by the ${what.by}`, answer);
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
