import { type Press, type PressQueue, waitingByOrder } from "./press-queue";

/**
 * Returns the press that "undo the last one" means, if that is one which still waits. `steppedAt`: when the newest step that
 * can be undone was done (ms, server clock). One that is being sent may take effect in spite of it.
 */
export function pressToDiscard(queue: PressQueue, steppedAt: number | null): Press | undefined {
  const waiting = waitingByOrder(queue);
  return queue.findLast(
    ({ orderId, isSending, pressedAt }) =>
      waiting.has(orderId) && !isSending && (steppedAt === null || pressedAt > steppedAt),
  );
}
