import type { CommandInput, CommandName, CommandResult } from "@/lib/commands";
import { readJsonText } from "@/lib/text/read-json";
import { withTimeout } from "./with-timeout";

export interface PathOptions {
  key: string;
  timeoutMs: number;
  /** The request goes on when its page is closed. Only the command's route can do so. */
  keepalive?: boolean | undefined;
}

export interface SendOptions {
  /** Must be the same for every attempt, so that the request is carried out once. */
  key: string;
  /** Default: 12 s. */
  timeoutMs?: number | undefined;
  /** True for an input larger than the body of a server action may be (128 KB): it is sent to the command's route. */
  isLarge?: boolean | undefined;
}

type Send<Options> = <Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
  options: Options,
) => Promise<CommandResult<Name>>;
type SendByPath = Send<PathOptions>;

interface Paths {
  action: SendByPath;
  route: SendByPath;
  /** True when the server has no such action, so that nothing was done: it is another build than the page. */
  isUnknownAction: (error: unknown) => boolean;
}

const TIMEOUT_MS = 12_000;

/**
 * A copy in which no object is in two places, such as what a person saw beside what they changed: React would write the second
 * one as a reference, and our server reads none.
 */
function copyOf<Value>(value: Value): Value;
function copyOf(value: unknown): unknown {
  return readJsonText(JSON.stringify(value));
}

/** The server is another build, whose answer this page cannot read: the outcome is unknown until it is reloaded. */
export class StalePageError extends Error {}

/**
 * Returns a function that rejects when no answer came within `timeoutMs`; the outcome is then unknown, and a retry needs
 * the same key.
 *
 * Uses the server action, and the command's route where actions fail: Next runs the actions of a page one after another,
 * so one without an answer blocks later ones; and an action ends with its deployment.
 */
export function createTransport(paths: Paths): Send<SendOptions> {
  let isActionInFlight = false;
  let isNewerServer = false;

  async function sendByAction<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    options: PathOptions,
  ): Promise<CommandResult<Name>> {
    isActionInFlight = true;
    try {
      const result = await paths.action(name, copyOf(input), options);
      // The action of another build does nothing, because its answer may have another shape.
      if (result.ok || result.code !== "stale_page") return result;
    } catch (error) {
      if (!paths.isUnknownAction(error)) throw error;
    } finally {
      isActionInFlight = false;
    }
    isNewerServer = true;
    return paths.route(name, input, options);
  }

  return (name, input, { key, timeoutMs = TIMEOUT_MS, isLarge = false }) => {
    const options = { key, timeoutMs };
    // The action stays in flight after the time-out: Next still waits for it.
    const answer =
      isLarge || isActionInFlight || isNewerServer
        ? paths.route(name, input, options)
        : sendByAction(name, input, options);
    return withTimeout(answer, timeoutMs);
  };
}
