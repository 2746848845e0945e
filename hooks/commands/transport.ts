import type { CommandInput, CommandName, CommandResult } from "@/lib/commands";
import { withTimeout } from "./with-timeout";

export interface SendOptions {
  /** Must be the same for every attempt, so that the request is carried out once. */
  key: string;
  /** Default: 12 s. */
  timeoutMs?: number | undefined;
}

type Send<Options> = <Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
  options: Options,
) => Promise<CommandResult<Name>>;
type SendByPath = Send<Required<SendOptions>>;

const TIMEOUT_MS = 12_000;

export interface Transport {
  /** Rejects when no answer came within `timeoutMs`; the outcome is then unknown, and a retry needs the same key. */
  send: Send<SendOptions>;
  runAction: <Answer>(action: () => Promise<Answer>) => Promise<Answer>;
}

/**
 * Next runs the server actions of a page one after another, so an action without an answer blocks later ones. Uses the
 * server action when none is in flight, the command's route otherwise.
 */
export function createTransport(paths: { action: SendByPath; route: SendByPath }): Transport {
  let actionsInFlight = 0;

  async function runAction<Answer>(action: () => Promise<Answer>): Promise<Answer> {
    actionsInFlight += 1;
    try {
      return await action();
    } finally {
      actionsInFlight -= 1;
    }
  }

  return {
    runAction,
    send: (name, input, { key, timeoutMs = TIMEOUT_MS }) => {
      const options = { key, timeoutMs };
      // The action stays in flight after the time-out: Next still waits for it.
      const answer =
        actionsInFlight === 0
          ? runAction(() => paths.action(name, input, options))
          : paths.route(name, input, options);
      return withTimeout(answer, timeoutMs);
    },
  };
}
