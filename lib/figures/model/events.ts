import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { daySchema } from "./day";
import { TOP_ITEMS, topItemsSchema } from "./schema";

const about = { tenant_id: idSchema, date: daySchema, timestamp: instantSchema };

/** The day's leaderboard, whole, because only the last event of a second arrives. */
export const scoreUpdate = defineEvent({
  name: "score-update",
  durability: "ephemeral",
  priority: "normal",
  throttle: true,
  schema: z.object({
    ...about,
    orders: z.int().check(z.nonnegative()),
    revenue: z.int(),
    top_items: topItemsSchema,
  }),
});

/** Dishes that have changed their rank since the last event, or entered the leaderboard. */
export const rankChange = defineEvent({
  name: "rank-change",
  durability: "ephemeral",
  priority: "normal",
  throttle: true,
  schema: z.object({
    ...about,
    changes: z
      .array(
        z.object({
          menu_item_id: idSchema,
          rank: z.int().check(z.positive()),
          previous_rank: z.nullable(z.int().check(z.positive())),
        }),
      )
      .check(z.minLength(1), z.maxLength(TOP_ITEMS)),
  }),
});

export type ScoreUpdate = z.infer<typeof scoreUpdate.schema>;
