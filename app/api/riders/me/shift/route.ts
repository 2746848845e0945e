import { commandRoute } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { setShiftSchema } from "@/lib/riders/model/requests";
import { setShiftCommand } from "@/lib/riders/server/set-shift";

export const PUT = commandRoute(setShiftCommand, {
  body: setShiftSchema,
  reads: { answer: null, current: null },
  input: (body) => body,
  respond: (answer) => ok(answer),
  current: (current) => current,
});
