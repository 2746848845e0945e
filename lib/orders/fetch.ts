import * as z from "zod/mini";
import type { MyOrders } from "./my-orders";
import { boardOrderSchema, type OrderDetail, orderDetailSchema } from "./schema";

/** Orders read by the browser through the REST API: after a `reset`, and while the stream is down. */

const pageAnswer = z.object({ data: z.array(boardOrderSchema), next_cursor: z.nullable(z.string()) });
const orderAnswer = z.object({ data: orderDetailSchema });

async function read<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  signal: AbortSignal,
): Promise<z.infer<Schema>> {
  const response = await fetch(path, { signal, headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return schema.parse(await response.json());
}

/** The person's own orders, also of those who are staff of a store. */
export async function fetchMyOrders(signal: AbortSignal): Promise<MyOrders> {
  const { data, next_cursor } = await read("/api/orders?mine=true", pageAnswer, signal);
  return { orders: data, next_cursor };
}

export async function fetchOrder(orderId: string, signal: AbortSignal): Promise<OrderDetail> {
  return (await read(`/api/orders/${orderId}`, orderAnswer, signal)).data;
}
