import { unstable_isUnrecognizedActionError as isUnknownAction } from "next/navigation";
import { pageStatement } from "@/lib/http/page/read-statement";
import { runCommand } from "@/lib/server/run-command";
import { createTransport } from "./transport";

/** Keeps the route's parsers out of the page's first load. */
export const loadRoute = () => import("./route");

export const send = createTransport({
  action: (name, input, { key }) => runCommand(name, input, key, pageStatement()),
  route: async (name, input, options) => (await loadRoute()).postCommand(name, input, options),
  isUnknownAction,
});
