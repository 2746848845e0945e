import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** The number of orders that one report names. A board sends further orders with the next one. */
export const RINGING_AT_MOST = 100;
/** Devices that an order's record names. A store has no more at a time. */
export const ALARM_DEVICES_AT_MOST = 50;

export const reportRingingSchema = z.object({
  tenant_id: idSchema,
  device_id: idSchema,
  order_ids: z.array(idSchema).check(z.minLength(1), z.maxLength(RINGING_AT_MOST)),
});

/** The alarm of an order on one device. */
export const alarmDeviceSchema = z.object({
  device_id: idSchema,
  device_name: shortTextSchema,
  /** When it first rang there; null: never. */
  rang_at: z.nullable(instantSchema),
  /** When the alarm was last silenced there; null: never. */
  silenced_at: z.nullable(instantSchema),
});
export type AlarmDevice = z.infer<typeof alarmDeviceSchema>;
