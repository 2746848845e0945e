"use client";

import { useCallback, useEffect } from "react";
import type { CommandInput, CommandName, CommandResult } from "@/lib/commands";
import { loadRoute, send } from "./page-transport";
import type { SendOptions } from "./transport";

/**
 * Returns the function that sends a command from this page, typed by the command's input and answer. It rejects when no
 * answer came in time.
 */
export function useCommand<Name extends CommandName>(
  name: Name,
): (input: CommandInput<Name>, options: SendOptions) => Promise<CommandResult<Name>> {
  useEffect(() => {
    // Loaded before it is needed: when a request stalls, so may the script. A failure is tried again with the press.
    loadRoute().catch(() => undefined);
  }, []);
  return useCallback((input, options) => send(name, input, options), [name]);
}
