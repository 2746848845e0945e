import { describe, expect, it } from "vitest";
import { findNpm } from "./end-with-npm";

/** From the process upwards; its own pid is 100. */
function findIn(...commands: string[]): number | undefined {
  const table = new Map(commands.map((command, n) => [100 - n, { parent: 100 - n - 1, command }]));
  return findNpm(100, (pid) => table.get(pid));
}

describe("the npm that started a process", () => {
  it.each([
    ["directly", ["node demo.ts", "npm run demo", "bash"], 99],
    [
      "through a shell and tsx",
      ["node demo.ts", "node tsx demo.ts", "sh -c tsx demo.ts", "npm run demo"],
      97,
    ],
    ["as npx", ["node demo.ts", "npm exec tsx demo.ts"], 99],
    ["before it has a title", ["node demo.ts", "/usr/bin/node /usr/lib/npm/bin/npm-cli.js run demo"], 99],
    ["before it has a title, by its link", ["node demo.ts", "node /usr/bin/npm run demo"], 99],
    ["within another npm", ["next start", "npm start", "sh -c npm start", "npm test"], 99],
  ])("is found %s", (_, commands, pid) => {
    expect(findIn(...commands)).toBe(pid);
  });

  it.each([
    ["a shell", ["next start", "bash", "sshd"]],
    ["another package manager", ["next start", "node pnpm start", "bash"]],
    ["a program with npm in its name", ["next start", "node /srv/npm-mirror/server.js", "npmd"]],
    ["an npm of its own", ["npm run demo", "bash"]],
    ["nothing that can be seen", ["next start"]],
    ["nothing", []],
  ])("is absent below %s", (_, commands) => {
    expect(findIn(...commands)).toBeUndefined();
  });
});
