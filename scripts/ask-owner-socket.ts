import { connect } from "node:net";
import {
  type OwnerAnswer,
  type OwnerRequest,
  ownerAnswerSchema,
  ownerSocketPath,
} from "@/lib/server/owner-request";

/** Resolves with null when no process uses this data folder. */
export function askOwnerSocket(folder: string, request: OwnerRequest): Promise<OwnerAnswer | null> {
  return new Promise((done, fail) => {
    const socket = connect(ownerSocketPath(folder));
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
