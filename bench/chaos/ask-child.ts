import type { ChildProcess } from "node:child_process";
import type { ZodType } from "zod";

const ANSWER_MS = 60_000;

/** Ignores replies of another shape. Rejects after 60 s, and when the child exits. */
export function askChild<Order extends { op: string }, Answer>(
  child: ChildProcess,
  order: Order,
  shape: ZodType<Answer>,
): Promise<Answer> {
  return new Promise((done, fail) => {
    const settle = () => {
      child.off("message", onMessage);
      child.off("exit", onExit);
      clearTimeout(timer);
    };
    const onMessage = (message: unknown) => {
      const answer = shape.safeParse(message);
      if (!answer.success) return;
      settle();
      done(answer.data);
    };
    const onExit = (code: number | null) => {
      settle();
      fail(new Error(`A process of readers ended (${code}).`));
    };
    const timer = setTimeout(() => {
      settle();
      fail(new Error(`The readers did not answer "${order.op}" within ${ANSWER_MS / 1_000} s.`));
    }, ANSWER_MS);
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.send(order);
  });
}
