import { runCommand } from "@/lib/server/run-command";
import { createTransport } from "./transport";

/** The route's parsers come after the page, so that they cost no time when it opens. */
export const loadRoute = () => import("./route");

/** The transport of this page's commands. */
export const { send, runAction } = createTransport({
  action: (name, input, { key }) => runCommand(name, input, key),
  route: async (name, input, options) => (await loadRoute()).postCommand(name, input, options),
});
