import { type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

/** Resolves with whether the program succeeded. It ends with this process. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env" | "stdio">,
): Promise<boolean> {
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
  const end = () => child.kill();
  process.once("exit", end);
  const [code] = await once(child, "close");
  process.removeListener("exit", end);
  return code === 0;
}
