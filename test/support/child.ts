import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

export interface Child {
  readonly process: ChildProcess;
  log(): string;
  /** Rejects with the output when the process exits first. */
  printed(pattern: RegExp): Promise<void>;
  readonly exited: Promise<number | null>;
  /** Resolves after the exit; sends SIGKILL after `patience` ms (default 15 s). */
  stop(signal?: NodeJS.Signals, patience?: number): Promise<number | null>;
}

const living = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

export function startChild(command: string, args: string[], options: SpawnOptions = {}): Child {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  living.add(child);
  let log = "";
  const watchers = new Set<() => void>();
  const collect = (chunk: Buffer) => {
    log += chunk.toString();
    for (const watch of watchers) watch();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const exited = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      log += `\n${error.message}\n`;
      resolve(null);
    });
    child.once("close", resolve);
  }).finally(() => living.delete(child));

  return {
    process: child,
    log: () => log,
    exited,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          if (!pattern.test(log)) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
        void exited.then((code) => reject(new Error(`${command} ended (${code}) too early:\n${log}`)));
      }),
    stop: async (signal = "SIGTERM", patience = 15_000) => {
      child.kill(signal);
      const lastWord = setTimeout(() => child.kill("SIGKILL"), patience);
      const code = await exited;
      clearTimeout(lastWord);
      return code;
    },
  };
}
