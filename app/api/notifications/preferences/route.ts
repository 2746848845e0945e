import { commandRoute } from "@/lib/http/command-route";
import { authenticate, fail, ok, route } from "@/lib/http/rest";
import { preferenceChangesSchema, preferencesSchema } from "@/lib/notifications/model/preferences";
import { readPreferences } from "@/lib/notifications/server/queries";
import { changePreferencesCommand, setPreferencesCommand } from "@/lib/notifications/server/set-preferences";

export const GET = route(async (request) => {
  const who = await authenticate(request, "notifications:read");
  return who.ok ? ok(await readPreferences(who.data.userId)) : fail(who);
});

export const PUT = commandRoute(setPreferencesCommand, {
  body: preferencesSchema,
  reads: { answer: null, current: null },
  input: (chosen) => chosen,
  respond: (stored) => ok(stored),
  current: (none) => none,
});

export const PATCH = commandRoute(changePreferencesCommand, {
  body: preferenceChangesSchema,
  reads: { answer: "notifications:read", current: null },
  input: (changes) => changes,
  respond: (stored, mayReadAll) => ok(mayReadAll ? stored : {}),
  current: (none) => none,
});
