import { commandRoute } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { markReadSchema } from "@/lib/notifications/model/schema";
import { markReadCommand } from "@/lib/notifications/server/mark-read";

export const POST = commandRoute(markReadCommand, {
  body: markReadSchema,
  reads: { answer: "notifications:read", current: null },
  input: (which) => which,
  respond: (marked, mayReadAll) => ok(mayReadAll ? marked : {}),
  current: (none) => none,
});
