"use client";

import { useCallback, useEffect } from "react";
import type { CommandInput, CommandName, CommandResult } from "@/lib/commands";
import { loadRoute, send } from "./page-transport";
import type { SendOptions } from "./transport";

/** Returns a function that sends this command. It rejects when no answer came in time (default 12 s). */
export function useCommand<Name extends CommandName>(
  name: Name,
): (input: CommandInput<Name>, options: SendOptions) => Promise<CommandResult<Name>> {
  useEffect(() => {
    // Loaded early: when requests stall, the script may stall, too.
    loadRoute().catch(() => undefined);
  }, []);
  return useCallback((input, options) => send(name, input, options), [name]);
}
