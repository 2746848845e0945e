import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { type OrderInput, type Report, reportSchema } from "./load-protocol";

export interface LoadProcess {
  /** Takes one order at a time. */
  order(order: OrderInput): Promise<Report>;
  stop(): void;
}

export function startLoad(): LoadProcess {
  const child = fork(resolve("bench/streams/load.ts"), { execArgv: ["--import", "tsx"] });
  let answered: (report: unknown) => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  child.on("message", (report) => answered(report));
  void once(child, "exit").then(([code]) => failed(new Error(`The clients' process ended: ${code}`)));
  return {
    order: async (order) => {
      const answer = new Promise<unknown>((resolve, reject) => {
        answered = resolve;
        failed = reject;
      });
      child.send(order);
      return reportSchema.parse(await answer);
    },
    stop: () => child.disconnect(),
  };
}
