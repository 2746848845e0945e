import "server-only";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { issueTokenFor } from "@/lib/auth/credentials/issue-token";
import { env } from "@/lib/env";
import { readJsonText } from "@/lib/text/read-json";
import { logger } from "./logger";
import { type OwnerAnswer, ownerRequestSchema, ownerSocketPath } from "./owner-request";

const LINE_LIMIT = 4_096;

async function answer(line: string): Promise<OwnerAnswer> {
  try {
    const request = ownerRequestSchema.parse(readJsonText(line));
    return await issueTokenFor(request.email, request.name);
  } catch (error) {
    logger.warn({ error }, "A request over the owner's socket failed");
    return { ok: false, message: "This failed. See the log of the running process." };
  }
}

function serve(socket: Socket): void {
  let text = "";
  socket.setEncoding("utf8");
  socket.setTimeout(5_000, () => socket.destroy());
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk: string) => {
    text += chunk;
    const end = text.indexOf("\n");
    if (end === -1) {
      if (text.length > LINE_LIMIT) socket.destroy();
      return;
    }
    socket.pause();
    void answer(text.slice(0, end)).then((reply) => socket.end(`${JSON.stringify(reply)}\n`));
  });
}

/** A killed process leaves a socket without a listener. */
function isTaken(path: string): Promise<boolean> {
  return new Promise((done) => {
    const probe = connect(path);
    probe.once("connect", () => {
      probe.destroy();
      done(true);
    });
    probe.once("error", () => done(false));
  });
}

/** Only the machine's owner can read the folder and the socket. Returns undefined when it cannot be opened. */
export async function openOwnerSocket(): Promise<Server | undefined> {
  const folder = env().DATA_DIR;
  const path = ownerSocketPath(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Several processes may share the folder; the first one listens.
  if (await isTaken(path)) return undefined;
  rmSync(path, { force: true });
  const server = createServer(serve);
  return new Promise((done) => {
    server.once("error", (error) => {
      logger.warn({ error, path }, "The owner's socket could not be opened");
      done(undefined);
    });
    server.listen(path, () => {
      chmodSync(path, 0o600);
      server.unref();
      done(server);
    });
  });
}
