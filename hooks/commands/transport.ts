import type { CommandInput, CommandName, CommandResult } from "@/lib/commands";
import { inTime } from "./in-time";

export interface SendOptions {
  /** The same for every attempt at one thing, so that it is done once. */
  key: string;
  /** Milliseconds after which the answer counts as lost. Default: 12 s. */
  patience?: number | undefined;
}

type Send<Options> = <Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
  options: Options,
) => Promise<CommandResult<Name>>;
type Door = Send<Required<SendOptions>>;

const PATIENCE_MS = 12_000;

export interface Transport {
  /**
   * Sends a command and resolves with its result. Rejects when no answer came within `patience`: whether the command was
   * carried out is then not known, and the same key makes it safe to ask again.
   */
  send: Send<SendOptions>;
  /** Runs another server action of this page, so that commands pressed meanwhile do not wait for it. */
  runAction: <Answer>(action: () => Promise<Answer>) => Promise<Answer>;
}

/**
 * Chooses the door for each command. Next runs the server actions of one page one after another: an action that gets no
 * answer holds up all later ones. The server action is used when none is in flight, the command's route otherwise, and
 * either leaves the browser at once.
 */
export function createTransport(doors: { action: Door; route: Door }): Transport {
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
    send: (name, input, { key, patience = PATIENCE_MS }) => {
      const options = { key, patience };
      // The action stays in flight after the patience has run out: Next goes on waiting for it.
      const answer =
        actionsInFlight === 0
          ? runAction(() => doors.action(name, input, options))
          : doors.route(name, input, options);
      return inTime(answer, patience);
    },
  };
}
