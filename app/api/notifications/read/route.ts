import { commandRoute } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { markReadSchema } from "@/lib/notifications/model/schema";
import { markReadCommand } from "@/lib/notifications/server/mark-read";

export const POST = commandRoute(markReadCommand, {
  body: markReadSchema,
  input: (which) => which,
  respond: (marked) => ok(marked),
  current: (none) => none,
});
