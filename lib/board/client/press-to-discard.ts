import type { Press, PressQueue } from "@/lib/board/client/press";
import { waitingBySubject } from "@/lib/commands/client/press-queue";

/**
 * Returns the press that "undo the last one" means, if that is one which still waits. `steppedAt`: when the newest step that
 * can be undone was done (ms, server clock). One that is being sent may take effect in spite of it.
 */
export function pressToDiscard(queue: PressQueue, steppedAt: number | null): Press | undefined {
  const waiting = waitingBySubject(queue);
  return queue.findLast(
    ({ subject, isSending, pressedAt }) =>
      waiting.has(subject) && !isSending && (steppedAt === null || pressedAt > steppedAt),
  );
}
