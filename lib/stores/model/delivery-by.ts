import * as z from "zod/mini";

/** Who brings a store's orders: `either` is brought by a rider who takes it before the store hands it over itself. */
export const DELIVERY_BY = ["store", "riders", "either"] as const;
export const deliveryBySchema = z.enum(DELIVERY_BY);
export type DeliveryBy = z.infer<typeof deliveryBySchema>;
