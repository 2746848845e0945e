import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

export const DEVICE_NAME_LENGTH = 40;
export const deviceNameSchema = requiredText(DEVICE_NAME_LENGTH);
/** The end of a device's id, which tells devices without a name of their own apart. */
export const deviceCode = (id: string) => id.slice(-4).toUpperCase();
/** Of one store. */
export const DEVICES_AT_MOST = 50;

/** `on`: in contact. `silent`: it has missed several heartbeats. `ended`: staff ended its shift, so nobody misses it. */
export const deviceStateSchema = z.enum(["on", "silent", "ended"]);
export type DeviceState = z.infer<typeof deviceStateSchema>;

export const deviceSchema = z.object({
  id: idSchema,
  name: shortTextSchema,
  is_sound_on: z.boolean(),
  is_visible: z.boolean(),
  state: deviceStateSchema,
  /** When the shift that is on, or was last on, began. */
  started_at: instantSchema,
  seen_at: instantSchema,
  ended_at: z.nullable(instantSchema),
});
export type Device = z.infer<typeof deviceSchema>;

/** What a store's staff see of its devices: those on shift first, then the last one seen. */
export const devicesSchema = z.object({
  devices: z.array(deviceSchema).check(z.maxLength(DEVICES_AT_MOST)),
  /** By the server's clock. */
  read_at: instantSchema,
});
export type Devices = z.infer<typeof devicesSchema>;

/** Which shift the device means, by an id of its choice. Without it, every heartbeat begins or continues one. */
const ofShift = { shift_id: z.optional(idSchema) };

/** The body of `POST /api/tenants/:slug/devices/:device_id/heartbeat`. */
export const heartbeatBodySchema = z.object({
  name: deviceNameSchema,
  is_sound_on: z.boolean(),
  is_visible: z.boolean(),
  ...ofShift,
});

const ofDevice = { tenant_id: idSchema, device_id: idSchema };
export const deviceHeartbeatSchema = z.extend(heartbeatBodySchema, ofDevice);
export const endDeviceSchema = z.object({ ...ofDevice, ...ofShift });
/** The query of `DELETE /api/tenants/:slug/devices/:device_id`. */
export const endDeviceQuerySchema = z.object(ofShift);

export const heartbeatAnswerSchema = z.object({ next_in_ms: z.int().check(z.positive()) });
export type HeartbeatAnswer = z.infer<typeof heartbeatAnswerSchema>;
