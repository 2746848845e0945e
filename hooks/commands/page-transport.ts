import { runCommand } from "@/lib/server/run-command";
import { createTransport } from "./transport";

/** Loads the route's parsers after the page, which keeps them out of its first load. */
export const loadRoute = () => import("./route");

/** The transport of this page's commands. */
export const { send, runAction } = createTransport({
  action: (name, input, { key }) => runCommand(name, input, key),
  route: async (name, input, options) => (await loadRoute()).postCommand(name, input, options),
});
