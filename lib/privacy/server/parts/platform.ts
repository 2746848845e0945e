import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { broadcasts, platformSwitches } from "@/lib/db/schema/broadcasts";
import { dispatchDecisions } from "@/lib/db/schema/dispatch";
import { ERASED_NAME } from "@/lib/privacy/model/erased";
import type { PersonalDataPart } from "@/lib/privacy/server/part";

const AT_MOST = 10_000;

/** What the person did for the platform, as an admin of before, or for a store as its dispatcher. It stays, without the name. */
export const platformPart: PersonalDataPart = {
  name: "platform",
  read: async (db, { userId }) => ({
    broadcasts: await db
      .select({ title: broadcasts.title, created_at: broadcasts.created_at })
      .from(broadcasts)
      .where(eq(broadcasts.created_by, userId))
      .orderBy(desc(broadcasts.created_at))
      .limit(AT_MOST),
    decisions_of_dispatch: await db
      .select({ at: dispatchDecisions.at, kind: dispatchDecisions.kind, note: dispatchDecisions.note })
      .from(dispatchDecisions)
      .where(eq(dispatchDecisions.actor_id, userId))
      .orderBy(desc(dispatchDecisions.at))
      .limit(AT_MOST),
  }),
  erase: async (tx, { userId }) => {
    await tx
      .update(broadcasts)
      .set({ created_by_name: ERASED_NAME })
      .where(eq(broadcasts.created_by, userId));
    await tx
      .update(platformSwitches)
      .set({ stopped_by_name: ERASED_NAME })
      .where(eq(platformSwitches.stopped_by, userId));
    await tx
      .update(dispatchDecisions)
      .set({
        actor_name: ERASED_NAME,
        note: null,
        // A reason may say by whom.
        reason: sql`case when ${dispatchDecisions.reason} #> '{values,by}' is null then ${dispatchDecisions.reason}
          else jsonb_set(${dispatchDecisions.reason}, '{values,by}', to_jsonb(${ERASED_NAME}::text)) end`,
      })
      .where(eq(dispatchDecisions.actor_id, userId));
  },
};
