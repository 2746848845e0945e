"use client";

import { useCallback, useEffect } from "react";
import type { CommandInput, CommandName, CommandResult } from "@/lib/commands";
import { loadRoute, send } from "./page-transport";
import type { SendOptions } from "./transport";

/** Returns a function that sends this command, typed by its input and answer. It rejects when no answer came in time. */
export function useCommand<Name extends CommandName>(
  name: Name,
): (input: CommandInput<Name>, options: SendOptions) => Promise<CommandResult<Name>> {
  useEffect(() => {
    // Loaded early: when requests stall, the script may stall, too. A failed load is tried again with the command.
    loadRoute().catch(() => undefined);
  }, []);
  return useCallback((input, options) => send(name, input, options), [name]);
}
