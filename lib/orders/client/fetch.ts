import { pageFetch } from "@/lib/http/page/page-fetch";
import type { MyOrders } from "@/lib/orders/model/my-orders";
import type { Board, OrderDetail } from "@/lib/orders/model/schema";
import { loadAnswers } from "./load-answers";

/** The person may not read it, or no longer. */
export class NotFoundError extends Error {}

async function read(path: string, signal: AbortSignal): Promise<unknown> {
  const { status, body } = await pageFetch(path, { signal });
  if (status === 404) throw new NotFoundError(path);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return body;
}

/** Returns only the person's own orders, for staff, too: the first page, or the one after `cursor`. */
export async function fetchMyOrders(signal: AbortSignal, cursor = ""): Promise<MyOrders> {
  const [answer, { ordersAnswer }] = await Promise.all([
    read(`/api/orders?${new URLSearchParams({ mine: "true", cursor })}`, signal),
    loadAnswers(),
  ]);
  const { data, next_cursor } = ordersAnswer.parse(answer);
  return { orders: data, next_cursor };
}

export async function fetchOrder(orderId: string, signal: AbortSignal): Promise<OrderDetail> {
  const [answer, { orderAnswer }] = await Promise.all([
    read(`/api/orders/${orderId}`, signal),
    loadAnswers(),
  ]);
  return orderAnswer.parse(answer).data;
}

export async function fetchBoard(slug: string, signal: AbortSignal): Promise<Board> {
  const [answer, { boardAnswer }] = await Promise.all([
    read(`/api/tenants/${encodeURIComponent(slug)}/board`, signal),
    loadAnswers(),
  ]);
  return boardAnswer.parse(answer).data;
}
