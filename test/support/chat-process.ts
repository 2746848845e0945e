import { parseArgs } from "node:util";
import { loadSessionViewer } from "@/lib/auth/server/load-viewer";
import { sendChatMessage } from "@/lib/chat/server/send";
import { openDatabase, provideDatabase } from "@/lib/db/client";
import { onPublished } from "@/lib/realtime/publish/after-publish";

/**
 * `chat-process.ts --url postgres://… --session ID --order ID --from 1 --to 20 --die-at 7` sends numbered messages, each with the key
 * of its number, and is killed right after the commit of the one at which it is to die: the sender never learns that it was stored.
 */
const { values } = parseArgs({
  options: {
    url: { type: "string" },
    folder: { type: "string" },
    session: { type: "string", default: "" },
    order: { type: "string", default: "" },
    from: { type: "string", default: "1" },
    to: { type: "string", default: "0" },
    "die-at": { type: "string", default: "0" },
  },
});

const database = await openDatabase(
  values.url === undefined ? { folder: values.folder } : { url: values.url, pool: 4 },
);
provideDatabase(database);
const viewer = await loadSessionViewer(values.session);
if (viewer === null) throw new Error("There is no such session");
for (let n = Number(values.from); n <= Number(values.to); n += 1) {
  if (n === Number(values["die-at"])) onPublished(async () => void process.kill(process.pid, "SIGKILL"));
  const message = { room: "customer_store" as const, text: `${n}` };
  const sent = await sendChatMessage(viewer, { order_id: values.order, message }, `message-${n}`);
  if (!sent.ok) throw new Error(sent.message);
}
await database.close();
process.exit(0);
