import * as z from "zod/mini";
import { internalPath } from "@/lib/auth/model/internal-path";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";
import { noticeSchema } from "./schema";

const RECIPIENTS_AT_MOST = 500;

const content = {
  type: noticeSchema.shape.type,
  title: requiredText(200),
  message: requiredText(2_000),
  /** Other sites are refused: the notification comes from Platewire, and so must what it opens. */
  action_url: z._default(
    z.nullable(
      z.string().check(
        z.maxLength(1_000),
        z.refine(
          (path) => path.startsWith("/") && internalPath(path, "") !== "",
          "must be a path of Platewire",
        ),
      ),
    ),
    null,
  ),
};

/** Sends to people by their ids, or to a group: the staff of a restaurant, or the admins. */
export const sendRequestSchema = z.union([
  z.strictObject({
    ...content,
    user_ids: z.array(idSchema).check(z.minLength(1), z.maxLength(RECIPIENTS_AT_MOST)),
  }),
  z.strictObject({
    ...content,
    group: z.union([z.strictObject({ tenant_id: idSchema }), z.strictObject({ role: z.literal("admin") })]),
  }),
]);
export type SendRequest = z.infer<typeof sendRequestSchema>;

export const sentBatchSchema = z.object({ batch_id: idSchema, count: z.int().check(z.nonnegative()) });
export type SentBatch = z.infer<typeof sentBatchSchema>;
