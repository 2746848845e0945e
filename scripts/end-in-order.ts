import { constants } from "node:os";
import { endWithNpm } from "@/lib/server/end-with-npm";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Makes a signal, or the end of the npm that started this process, exit it with 128 plus the signal's number. Without
 * this, the "exit" handlers, which end the child processes and remove temporary folders, would not run. `endEarly`, if
 * it returns true, ends the process in its own way instead. A process with nothing left to do exits at once: while Node takes
 * itself apart, it would wait for each request of a handle that was let go, and one without an answer kept the chaos run
 * spinning for ever.
 */
export function endInOrder(endEarly: (signal: NodeJS.Signals) => boolean = () => false): void {
  for (const signal of SIGNALS)
    process.on(signal, () => {
      if (!endEarly(signal)) process.exit(128 + constants.signals[signal]);
    });
  process.once("beforeExit", () => process.exit());
  endWithNpm();
}
