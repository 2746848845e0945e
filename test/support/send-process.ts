import { parseArgs } from "node:util";
import { openDatabase, provideDatabase } from "@/lib/db/client";
import { jobs } from "@/lib/jobs";
import { closeBoss } from "@/lib/jobs/boss";
import { prepareQueues } from "@/lib/jobs/queues";
import { sendMessages } from "@/lib/notifications/server/send-messages";

/** `send-process.ts --url postgres://… --messages id,id` runs the job once, in a process of its own. */
const { values } = parseArgs({
  options: {
    url: { type: "string" },
    folder: { type: "string" },
    messages: { type: "string", default: "" },
  },
});

const database = await openDatabase(
  values.url === undefined ? { folder: values.folder } : { url: values.url, pool: 4 },
);
provideDatabase(database);
await prepareQueues(jobs);
const sent = await sendMessages.run(
  { message_ids: values.messages.split(",") },
  { signal: new AbortController().signal, steadySince: new Date(), progress: () => undefined },
);
process.stdout.write(`sent ${sent}\n`);
await closeBoss();
await database.close();
// The job queue's timers would keep the process.
process.exit(0);
