"use client";

import { useCallback, useEffect } from "react";
import { useStateText } from "@/hooks/browser/use-state-text";
import type { CommandInput, CommandName, CommandResult } from "@/lib/commands";
import { failure } from "@/lib/commands/result";
import { reportPageNews } from "@/lib/http/page/news";
import { loadRoute, send } from "./page-transport";
import { type SendOptions, StalePageError } from "./transport";

/**
 * Returns a function that sends this command. It rejects when no answer came in time (default 12 s). When the page must
 * be reloaded first, the page says so, besides the failure that is returned.
 */
export function useCommand<Name extends CommandName>(
  name: Name,
): (input: CommandInput<Name>, options: SendOptions) => Promise<CommandResult<Name>> {
  const stateText = useStateText();
  useEffect(() => {
    // Loaded early: when requests stall, or after a deployment, the script may not come any more.
    loadRoute().catch(() => undefined);
  }, []);
  return useCallback(
    async (input, options) => {
      const result = await send(name, input, options).catch((error: unknown) => {
        if (!(error instanceof StalePageError)) throw error;
        return failure<never>("stale_page", stateText("new_version.press"));
      });
      if (
        !result.ok &&
        (result.code === "other_user" || result.code === "stale_page" || result.code === "unauthenticated")
      )
        reportPageNews(result.code);
      return result;
    },
    [name, stateText],
  );
}
