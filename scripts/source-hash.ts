import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDERS = ["app", "components", "hooks", "i18n", "lib", "messages", "public"];
const ROOT_FILES =
  /^(proxy|instrumentation.*|next\.config|postcss\.config|package-lock|global\.d)\.(ts|mjs|json)$/;

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

export function sourceHash(more: readonly string[] = []): string {
  const files = [
    ...[...FOLDERS, ...more].flatMap(filesIn),
    ...readdirSync(".").filter((name) => ROOT_FILES.test(name)),
  ];
  const hash = createHash("sha256");
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}
