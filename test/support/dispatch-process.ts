import { parseArgs } from "node:util";
import { openDatabase, provideDatabase } from "@/lib/db/client";
import { planAll } from "@/lib/dispatch/server/plan/planner";

/** `dispatch-process.ts --folder … --die-at 40`: plans all areas, and is killed when it sends that statement. */
const { values } = parseArgs({
  options: {
    url: { type: "string" },
    folder: { type: "string" },
    "die-at": { type: "string", default: "0" },
  },
});

let sent = 0;
const database = await openDatabase(
  values.url === undefined ? { folder: values.folder } : { url: values.url, pool: 4 },
  () => {
    sent += 1;
    if (sent === Number(values["die-at"])) process.kill(process.pid, "SIGKILL");
  },
);
provideDatabase(database);
await planAll();
process.stdout.write(`sent ${sent}\n`);
await database.close();
