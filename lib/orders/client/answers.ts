import * as z from "zod/mini";
import { boardOrderSchema, boardSchema, orderDetailSchema } from "@/lib/orders/model/schema";

export const ordersAnswer = z.object({
  data: z.array(boardOrderSchema),
  next_cursor: z.nullable(z.string()),
});
export const orderAnswer = z.object({ data: orderDetailSchema });
export const boardAnswer = z.object({ data: boardSchema });
