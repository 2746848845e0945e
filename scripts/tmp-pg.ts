import { spawnSync } from "node:child_process";
import { findPostgres, startPostgres } from "../test/support/postgres-server";
const bin = await findPostgres(); if (!bin) throw new Error();
const s = await startPostgres(bin);
const r = spawnSync("node_modules/.bin/vitest", ["run","--project",process.argv[2] ?? "integration"], { stdio: "inherit", env: { ...process.env, TEST_DATABASE_URL: s.url } });
await s.stop(); process.exit(r.status ?? 1);
