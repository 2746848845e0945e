import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

const base64url = (length: number) =>
  z
    .string()
    .check(z.length(length, `must have ${length} characters`), z.regex(/^[\w-]+$/, "must be base64url"));

/** What a browser says of its subscription. */
export const addPushSubscriptionSchema = z.object({
  endpoint: z.string().check(z.maxLength(1_000)),
  p256dh: base64url(87),
  auth: base64url(22),
  device: requiredText(80),
});

export const removePushSubscriptionSchema = z.union([
  z.strictObject({ id: idSchema }),
  z.strictObject({ endpoint: z.string().check(z.maxLength(1_000)) }),
]);

/** A browser that receives pushes, as its person sees it. */
export const pushDeviceSchema = z.object({
  id: idSchema,
  device: shortTextSchema,
  /** The SHA-256 of the endpoint, by which a browser recognises itself. */
  fingerprint: shortTextSchema,
  created_at: instantSchema,
});
export type PushDevice = z.infer<typeof pushDeviceSchema>;
