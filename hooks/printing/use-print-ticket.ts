"use client";

import { useState } from "react";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";

/** `pending` names the button whose answer is awaited: the printer, unless `print` was told otherwise. */
export function usePrintTicket() {
  const stateText = useStateText();
  const printTicket = useCommand("print_ticket");
  const [pending, setPending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function print(orderId: string, printerId: string, button = printerId): Promise<boolean> {
    if (pending !== null) return false;
    setPending(button);
    const input = { order_id: orderId, printer_id: printerId };
    const result = await printTicket(input, { key: newKey() }).catch(() => null);
    setPending(null);
    setProblem(result?.ok === true ? null : (result?.message ?? stateText("no_answer.print")));
    return result?.ok === true;
  }
  return { print, pending, problem };
}
