"use server";
import * as z from "zod";
import { currentViewer } from "@/lib/auth/server/viewer";
import { invalid } from "@/lib/commands/invalid";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { decodePageCursor } from "@/lib/http/page-cursor";
import { refuseOver } from "@/lib/limits/limits";
import type { Quote } from "@/lib/menu/model/schema";
import {
  idempotencyKeySchema,
  type OrderAction,
  type OrderDetail,
  orderActionSchema,
  type PlaceOrder,
  placeOrderSchema,
} from "@/lib/orders/model/schema";
import { errorText } from "@/lib/text/error-text";
import { changeOrder } from "./commands";
import { placeOrder } from "./place";
import { getOrder, listMyOrders, type OrderPage } from "./queries";

/** What the screens do to orders. Each action authenticates, parses, and lets the command authorise. */

const placeRequestSchema = z.object({ order: placeOrderSchema, idempotency_key: idempotencyKeySchema });

const changeRequestSchema = z.object({
  order_id: z.uuid(),
  action: orderActionSchema,
  expected_version: z.number().int().positive().optional(),
  idempotency_key: idempotencyKeySchema,
});

function signedOut(): Failure<never> {
  return failure<never>("unauthenticated", errorText("not_authorized"));
}

export async function placeOrderAction(request: {
  order: z.input<typeof placeOrderSchema>;
  idempotency_key: string;
}): Promise<Result<OrderDetail, Quote>> {
  const viewer = await currentViewer();
  if (viewer === null) return signedOut();
  const parsed = placeRequestSchema.safeParse(request);
  if (!parsed.success) return invalid(parsed.error);
  const refused = await refuseOver("place_order", viewer.userId);
  if (refused !== null) return refused;
  const order: PlaceOrder = parsed.data.order;
  return placeOrder(viewer, order, { idempotencyKey: parsed.data.idempotency_key });
}

/** Success and conflict both carry the order as it stands now, with its history: who did what. */
export async function changeOrderAction(request: {
  order_id: string;
  action: z.input<typeof orderActionSchema>;
  expected_version?: number | undefined;
  idempotency_key: string;
}): Promise<Result<OrderDetail, OrderDetail>> {
  const viewer = await currentViewer();
  if (viewer === null) return signedOut();
  const parsed = changeRequestSchema.safeParse(request);
  if (!parsed.success) return invalid(parsed.error);
  const { order_id, expected_version, idempotency_key } = parsed.data;
  const action: OrderAction = parsed.data.action;
  const changed = await changeOrder(viewer, order_id, action, {
    expectedVersion: expected_version,
    idempotencyKey: idempotency_key,
  });
  const order = await getOrder(viewer, order_id);
  if (order === null) return failure("not_found", errorText("order_not_found"));
  if (changed.ok) return success(order);
  return { ...changed, current: order };
}

export async function moreOrdersAction(cursor: string): Promise<Result<OrderPage>> {
  const viewer = await currentViewer();
  if (viewer === null) return signedOut();
  const parsed = z.string().max(200).safeParse(cursor);
  if (!parsed.success || decodePageCursor(parsed.data) === null)
    return failure("invalid", errorText("invalid_cursor"));
  return success(await listMyOrders(viewer, { cursor: parsed.data }));
}
