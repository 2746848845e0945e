import * as z from "zod/mini";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { type OrderRefunds, orderRefundsSchema } from "@/lib/refunds/model/schema";

const answerSchema = z.object({ data: orderRefundsSchema });

/** Rejects when the server does not answer with them. */
export async function fetchOrderRefunds(orderId: string, signal: AbortSignal): Promise<OrderRefunds> {
  const { status, body } = await pageFetch(`/api/orders/${orderId}/refunds`, { signal });
  if (status !== 200) throw new Error(`The refunds were answered with ${status}`);
  return answerSchema.parse(body).data;
}
