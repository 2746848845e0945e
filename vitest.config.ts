import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const shared = {
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // The file that the bundler uses on the server; the package's other file throws.
      { find: /^server-only$/, replacement: `${root}node_modules/server-only/empty.js` },
    ],
  },
  oxc: { jsx: { runtime: "automatic" as const } },
};
const PATIENCE = "test/support/patience.setup.ts";
/** Only ends tests that hang: on a busy machine, starting a server takes minutes. */
const HANGS_MS = 300_000;
const clean = { restoreMocks: true, unstubEnvs: true, unstubGlobals: true, env: { LOG_LEVEL: "silent" } };

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          ...clean,
          name: "unit",
          include: [
            "{app,lib,hooks,components,scripts,i18n,bench}/**/*.test.{ts,tsx}",
            "test/fuzz/**/*.test.ts",
          ],
          // A file that needs a page asks for it: @vitest-environment happy-dom.
          environment: "node",
          testTimeout: 60_000,
          setupFiles: [PATIENCE, "test/support/no-console-errors.setup.ts"],
        },
      },
      {
        ...shared,
        test: {
          ...clean,
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          setupFiles: [PATIENCE],
          globalSetup: ["test/support/database-template.setup.ts"],
          environment: "node",
          // These tests measure time and count connections.
          fileParallelism: false,
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
      {
        ...shared,
        test: {
          ...clean,
          // Needs a real Redis.
          name: "redis",
          include: ["test/redis/**/*.test.ts", "test/support/**/*.test.ts"],
          setupFiles: [PATIENCE],
          globalSetup: ["test/support/database-template.setup.ts"],
          environment: "node",
          fileParallelism: false,
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
      {
        ...shared,
        test: {
          ...clean,
          name: "processes",
          include: ["test/processes/**/*.test.ts"],
          setupFiles: [PATIENCE],
          environment: "node",
          fileParallelism: false,
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
      {
        ...shared,
        test: {
          ...clean,
          // Needs the functions of `vercel build`: scripts/deploy-check.ts builds them and runs this project.
          name: "deploy",
          include: ["test/deploy/**/*.test.ts"],
          setupFiles: [PATIENCE],
          environment: "node",
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
    ],
  },
});
