import { parseArgs } from "node:util";
import { issueTokenFor } from "@/lib/auth/credentials/issue-token";
import { database } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { OwnerAnswer, OwnerRequest } from "@/lib/server/owner-request";
import { askOwnerSocket } from "./ask-owner-socket";
import { loadEnv } from "./load-env";

/** `npm run token -- EMAIL [--name NAME]`: prints a personal token on the last line, and before it until when it is valid. */

const USAGE = "Usage: npm run token -- EMAIL [--name NAME]";

async function openAndIssue({ email, name }: OwnerRequest): Promise<OwnerAnswer> {
  const opened = await database();
  try {
    await opened.migrate();
    return await issueTokenFor(email, name);
  } finally {
    await opened.close();
  }
}

async function run(): Promise<void> {
  loadEnv();
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { name: { type: "string", default: "Command line" } },
  });
  const [email] = positionals;
  if (email === undefined || positionals.length > 1) throw new Error(USAGE);
  const request: OwnerRequest = { op: "token", email, name: values.name };
  const answer = (await askOwnerSocket(env().DATA_DIR, request)) ?? (await openAndIssue(request));
  if (!answer.ok) throw new Error(answer.message);
  process.stdout.write(
    `Valid until ${answer.expires_at.slice(0, 10)}, or until it is revoked:\n${answer.token}\n`,
  );
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
