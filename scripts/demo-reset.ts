import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { lockFolder } from "@/lib/db/folder-lock";

/** `npm run demo:reset`: deletes the demo's database. */
function reset(): string {
  if (process.env.DATABASE_URL)
    throw new Error(
      "DATABASE_URL is set: this command only removes the embedded database of a demo. " +
        "What is on a server is yours to drop.",
    );
  const folder = process.env.DATA_DIR || ".data";
  if (!existsSync(folder)) return `There is nothing in ${folder} to remove.`;
  // Throws while a demo uses the folder, and prevents one from starting meanwhile.
  const release = lockFolder(folder);
  rmSync(join(folder, "postgres"), { recursive: true, force: true });
  release();
  return `The demo's database in ${folder} is gone. npm run demo makes a new one.`;
}

try {
  console.log(reset());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
