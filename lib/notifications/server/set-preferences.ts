import "server-only";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { success } from "@/lib/commands/result";
import type { NoticeKind } from "@/lib/notifications/model/kinds";
import {
  chosenPreferencesSchema,
  mergedPreferences,
  preferenceChangesSchema,
} from "@/lib/notifications/model/preferences";
import { writePreferences } from "./write-preferences";

/** Replaces everything, for programs that state all of it. Pages send changes: see `changePreferencesCommand`. */
export const setPreferencesCommand = defineCommand({
  name: "set_notification_preferences",
  scope: "notifications:write",
  limit: "write",
  input: chosenPreferencesSchema,
  authorise: authorisedByRun,
  run: async ({ viewer, input }) => {
    await writePreferences(viewer.userId, () => input);
    return success(input);
  },
});

/** Changes what the input names and leaves the rest as it is by now. Answers with everything. */
export const changePreferencesCommand = defineCommand({
  name: "change_notification_preferences",
  scope: "notifications:write",
  limit: "write",
  input: preferenceChangesSchema,
  authorise: authorisedByRun,
  run: async ({ viewer, input }) => {
    const stored = await writePreferences(viewer.userId, (now) => mergedPreferences(now, input));
    if (stored === null) throw new Error("A person without a row has changed preferences");
    return success(stored);
  },
});

/** Turns mail of one kind off, for a link in a mail. Nothing happens to a person who no longer exists. */
export async function turnMailOff(userId: string, kind: NoticeKind): Promise<void> {
  await writePreferences(userId, (now) => mergedPreferences(now, { kinds: { [kind]: { email: false } } }));
}
