import { runCommand } from "@/lib/server/run-command";
import { createTransport } from "./transport";

/** The parsers of the route's answers are loaded with the first command, not with the page. */
const loadAnswers = () => import("./answers");

/** The transport of this page's commands. */
export const { send, runAction } = createTransport({
  action: (name, input, { key }) => {
    loadAnswers().catch(() => undefined);
    return runCommand(name, input, key);
  },
  route: async (name, input, { key, patience }) => {
    const [response, { parseAnswer }] = await Promise.all([
      fetch(`/api/commands/${name}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": key },
        body: JSON.stringify(input),
        signal: AbortSignal.timeout(patience),
      }),
      loadAnswers(),
    ]);
    return parseAnswer(name, await response.json());
  },
});
