import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { type Order, type Report, reportSchema } from "./load-protocol";

export interface LoadProcess {
  /** One at a time. */
  order(order: Order): Promise<Report>;
  stop(): void;
}

export function startLoad(): LoadProcess {
  const child = fork(resolve("bench/streams/load.ts"), { execArgv: ["--import", "tsx"] });
  return {
    order: async (order) => {
      child.send(order);
      const [answer] = await Promise.race([
        once(child, "message"),
        once(child, "exit").then(([code]) =>
          Promise.reject(new Error(`The clients' process ended: ${code}`)),
        ),
      ]);
      return reportSchema.parse(answer);
    },
    stop: () => child.disconnect(),
  };
}
