import { fork } from "node:child_process";
import { resolve } from "node:path";
import { askChild } from "./ask-child";
import {
  type Break,
  countedSchema,
  type Order,
  openedSchema,
  type ReaderRecord,
  type ReaderSpec,
  reportSchema,
} from "./fleet-protocol";

export interface Fleet {
  drop(id: number, forMs: number): void;
  /** Includes repeats. */
  received(): Promise<number>;
  report(): Promise<{ records: ReaderRecord[]; tallies: Map<string, number> }>;
  stop(): void;
}

export interface FleetOptions {
  url: string;
  deadAfterMs: number;
  broken: Break;
  processes: number;
}

/** Resolves when each reader has received `connected`. */
export async function launchFleet(
  readers: readonly ReaderSpec[],
  { processes, ...setting }: FleetOptions,
): Promise<Fleet> {
  const children = Array.from({ length: processes }, () =>
    fork(resolve("bench/chaos/reader-process.ts"), {
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
    children.map((child, index) =>
      askChild(child, { op: "open", ...setting, readers: crewOf(index) } satisfies Order, openedSchema),
    ),
  );
  return {
    drop: (id, forMs) => void children[id % processes]?.send({ op: "drop", id, forMs } satisfies Order),
    received: async () => {
      const answers = await Promise.all(
        children.map((child) => askChild(child, { op: "count" } satisfies Order, countedSchema)),
      );
      return answers.reduce((sum, { received }) => sum + received, 0);
    },
    report: async () => {
      const answers = await Promise.all(
        children.map((child) => askChild(child, { op: "report" } satisfies Order, reportSchema)),
      );
      const tallies = new Map<string, number>();
      for (const answer of answers)
        for (const [what, times] of Object.entries(answer.tallies))
          tallies.set(what, (tallies.get(what) ?? 0) + times);
      return { records: answers.flatMap(({ records }) => records), tallies };
    },
    stop,
  };
}
