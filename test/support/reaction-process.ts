import { parseArgs } from "node:util";
import * as z from "zod";
import { openDatabase, provideDatabase } from "@/lib/db/client";
import { drain } from "@/lib/reactions/drain";
import { appendTo, recordingReaction } from "./recording-reaction";

/** `reaction-process.ts --url postgres://… --channels a,b --appends 20 --die-in handler --die-at 7` */
const { values } = parseArgs({
  options: {
    url: { type: "string" },
    folder: { type: "string" },
    channels: { type: "string", default: "" },
    appends: { type: "string", default: "0" },
    "die-in": { type: "string", default: "nothing" },
    "die-at": { type: "string", default: "0" },
  },
});
const dieIn = z.enum(["nothing", "handler", "commit", "after"]).parse(values["die-in"]);
const die = () => void process.kill(process.pid, "SIGKILL");

let handled = 0;
const reaction = recordingReaction("record", {
  from: "start",
  onEvent: (tx) => {
    handled += 1;
    if (handled !== Number(values["die-at"])) return;
    if (dieIn === "handler") die();
    if (dieIn === "commit") tx.beforeCommit(async () => die());
    if (dieIn === "after") tx.afterCommit(die);
  },
});

const database = await openDatabase(
  values.url === undefined ? { folder: values.folder } : { url: values.url, pool: 4 },
);
provideDatabase(database);
const channels = values.channels.split(",");
for (let n = 0; n < Number(values.appends); n += 1) {
  await appendTo(channels, n);
  if (n % 3 === 0) await drain([reaction], 10_000);
}
await drain([reaction], 30_000);
await database.close();
