import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { BAN_REASON_LENGTH } from "./bans";
import { TOKEN_NAME_LENGTH } from "./tokens";

/** A personal token in the news of its person's account. No event carries its secret. */
const tokenNews = z.object({
  id: idSchema,
  name: z.string().check(z.maxLength(TOKEN_NAME_LENGTH)),
  timestamp: instantSchema,
});

/** Sent to a person after one of their personal tokens was created. */
export const tokenCreated = defineEvent({
  name: "token_created",
  durability: "durable",
  priority: "normal",
  schema: tokenNews,
});

/** Sent to a person after one of their personal tokens was revoked. */
export const tokenRevoked = defineEvent({
  name: "token_revoked",
  durability: "durable",
  priority: "normal",
  schema: tokenNews,
});

const banNews = z.object({
  /** What the person is told. */
  reason: z.string().check(z.maxLength(BAN_REASON_LENGTH)),
  timestamp: instantSchema,
});

/** Sent to a person who was banned. Nothing but a mail reaches them. */
export const accountBanned = defineEvent({
  name: "account_banned",
  durability: "durable",
  priority: "normal",
  schema: banNews,
});

/** Sent to a person whose ban was lifted. */
export const accountRestored = defineEvent({
  name: "account_restored",
  durability: "durable",
  priority: "normal",
  schema: banNews,
});
