import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Step {
  name: string;
  /** Programs of node_modules/.bin with their arguments, run in sequence. */
  commands: string[][];
  env?: Record<string, string>;
}

export interface Outcome {
  name: string;
  seconds: number;
  ok: boolean;
}

export function heading(name: string): string {
  return `\n━━ ${name} ${"━".repeat(Math.max(2, 76 - name.length))}\n`;
}

export function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

async function runCommand(
  [program = "", ...args]: string[],
  env: Record<string, string>,
  show: (chunk: Buffer) => void,
): Promise<boolean> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const end = () => child.kill();
  process.once("exit", end);
  child.stdout.on("data", show);
  child.stderr.on("data", show);
  const [code] = await once(child, "close");
  process.removeListener("exit", end);
  return code === 0;
}

async function runStep(step: Step, show: (chunk: Buffer) => void): Promise<Outcome> {
  const began = performance.now();
  let ok = true;
  for (const command of step.commands) ok = ok && (await runCommand(command, step.env ?? {}, show));
  return { name: step.name, seconds: (performance.now() - began) / 1000, ok };
}

function verdict(outcome: Outcome): string {
  return `${outcome.ok ? "✓" : "✗"} ${outcome.name}: ${outcome.ok ? "" : "failed after "}${seconds(outcome.seconds)}\n`;
}

/** Prints the first step live, the output of each other step when it ends. */
export async function runTogether(steps: readonly Step[]): Promise<Outcome[]> {
  const running = steps.map(async (step, index) => {
    const kept: Buffer[] = [];
    if (index === 0) process.stdout.write(heading(step.name));
    const outcome = runStep(
      step,
      (chunk) => void (index === 0 ? process.stdout.write(chunk) : kept.push(chunk)),
    );
    return { outcome: await outcome, printed: Buffer.concat(kept) };
  });
  const outcomes: Outcome[] = [];
  for (const [index, one] of running.entries()) {
    const { outcome, printed } = await one;
    if (index > 0) process.stdout.write(heading(outcome.name));
    process.stdout.write(printed);
    process.stdout.write(verdict(outcome));
    outcomes.push(outcome);
  }
  return outcomes;
}
