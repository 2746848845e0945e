import * as z from "zod/mini";
import { APPEAL_LENGTH, BAN_REASON_LENGTH } from "@/lib/auth/model/bans";
import { instantSchema } from "@/lib/text/bounded";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

/** In characters. */
export const PERSON_SEARCH_LENGTH = 120;

/** The body of `POST` and `DELETE /api/admin/users/:id/ban`. */
export const banReasonSchema = z.object({ reason: requiredText(BAN_REASON_LENGTH) });

export const banUserSchema = z.extend(banReasonSchema, { user_id: idSchema });

export const answerAppealSchema = z.object({
  appeal_id: idSchema,
  outcome: z.enum(["lifted", "upheld"]),
  answer: requiredText(BAN_REASON_LENGTH),
});

export const appealTextSchema = requiredText(APPEAL_LENGTH);

export const banStateSchema = z.object({ user_id: idSchema, banned_at: z.nullable(instantSchema) });
export type BanState = z.infer<typeof banStateSchema>;
