import { runCommand } from "@/lib/server/run-command";
import { createTransport } from "./transport";

/** Keeps the route's parsers out of the page's first load. */
export const loadRoute = () => import("./route");

export const { send, runAction } = createTransport({
  action: (name, input, { key }) => runCommand(name, input, key),
  route: async (name, input, options) => (await loadRoute()).postCommand(name, input, options),
});
