import { connect } from "node:net";
import { parseArgs } from "node:util";
import { issueTokenFor } from "@/lib/auth/issue-token";
import { database } from "@/lib/db/client";
import { env } from "@/lib/env";
import { type OwnerAnswer, type OwnerRequest, ownerAnswerSchema, ownerSocketPath } from "@/lib/owner-request";
import { loadEnv } from "./load-env";

/** `npm run token -- EMAIL [--name NAME]`: a personal token for that person, alone on the last line. */

const USAGE = "Usage: npm run token -- EMAIL [--name NAME]";

/** Asks the running process; null when none runs. */
function askRunning(request: OwnerRequest): Promise<OwnerAnswer | null> {
  return new Promise((done, fail) => {
    const socket = connect(ownerSocketPath(env().DATA_DIR));
    let text = "";
    socket.setEncoding("utf8");
    socket.once("connect", () => socket.write(`${JSON.stringify(request)}\n`));
    socket.on("data", (chunk: string) => {
      text += chunk;
    });
    socket.once("end", () => {
      try {
        done(ownerAnswerSchema.parse(JSON.parse(text)));
      } catch {
        fail(new Error("The running process gave no answer that can be read."));
      }
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ECONNREFUSED") done(null);
      else fail(error);
    });
  });
}

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
  const answer = (await askRunning(request)) ?? (await openAndIssue(request));
  if (!answer.ok) throw new Error(answer.message);
  process.stdout.write(`${answer.token}\n`);
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
