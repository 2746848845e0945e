import * as z from "zod/mini";
import { boardOrderSchema, boardSchema, orderDetailSchema } from "@/lib/orders/model/schema";
import { shortTextSchema } from "@/lib/text/bounded";

export const ordersAnswer = z.object({
  data: z.array(boardOrderSchema).check(z.maxLength(100)),
  next_cursor: z.nullable(shortTextSchema),
});
export const orderAnswer = z.object({ data: orderDetailSchema });
export const boardAnswer = z.object({ data: boardSchema });
