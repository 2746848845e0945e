import { type ChildProcess, fork } from "node:child_process";
import { resolve } from "node:path";
import {
  type Answer,
  answerSchema,
  type Break,
  type Order,
  type ReaderRecord,
  type ReaderSpec,
} from "./fleet-protocol";

/** The readers of a run, in processes of their own. */
export interface Fleet {
  drop(id: number, forMs: number): void;
  /** Events received so far, repeats included. */
  received(): Promise<number>;
  /** Closes all readers; what they got, and what was counted on the way. */
  report(): Promise<{ records: ReaderRecord[]; tallies: Map<string, number> }>;
  stop(): void;
}

export interface FleetOptions {
  url: string;
  deadAfterMs: number;
  broken: Break;
  processes: number;
}

const OPEN_MS = 60_000;

function ask<Op extends Answer["op"]>(child: ChildProcess, order: Order & { op: Op }) {
  return new Promise<Extract<Answer, { op: Op }>>((done, fail) => {
    const isTheOne = (answer: Answer): answer is Extract<Answer, { op: Op }> => answer.op === order.op;
    const settle = () => {
      child.off("message", onMessage);
      child.off("exit", onExit);
      clearTimeout(timer);
    };
    const onMessage = (message: unknown) => {
      const answer = answerSchema.parse(message);
      if (!isTheOne(answer)) return;
      settle();
      done(answer);
    };
    const onExit = (code: number | null) => {
      settle();
      fail(new Error(`A process of readers ended (${code}).`));
    };
    const timer = setTimeout(() => {
      settle();
      fail(new Error(`The readers did not answer "${order.op}" within ${OPEN_MS / 1_000} s.`));
    }, OPEN_MS);
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.send(order);
  });
}

/** Opens all readers; resolves when each has been told `connected`. */
export async function launchFleet(
  readers: readonly ReaderSpec[],
  { processes, ...setting }: FleetOptions,
): Promise<Fleet> {
  const children = Array.from({ length: processes }, () =>
    fork(resolve("bench/chaos/reader-process.ts"), {
      // The readers are no part of the server.
      execArgv: ["--import", "tsx"],
      serialization: "advanced",
    }),
  );
  const crewOf = (index: number) => readers.filter(({ id }) => id % processes === index);
  const stop = () => {
    for (const child of children) child.kill();
  };
  process.once("exit", stop);
  await Promise.all(
    children.map((child, index) => ask(child, { op: "open", ...setting, readers: crewOf(index) })),
  );
  return {
    drop: (id, forMs) => void children[id % processes]?.send({ op: "drop", id, forMs } satisfies Order),
    received: async () => {
      const answers = await Promise.all(children.map((child) => ask(child, { op: "count" })));
      return answers.reduce((sum, { received }) => sum + received, 0);
    },
    report: async () => {
      const answers = await Promise.all(children.map((child) => ask(child, { op: "report" })));
      const tallies = new Map<string, number>();
      for (const answer of answers)
        for (const [what, times] of Object.entries(answer.tallies))
          tallies.set(what, (tallies.get(what) ?? 0) + times);
      return { records: answers.flatMap(({ records }) => records), tallies };
    },
    stop,
  };
}
