import { parseArgs } from "node:util";
import { openDatabase, provideDatabase } from "@/lib/db/client";
import { settlePayment } from "@/lib/payments/server/settle";

/** `payment-process.ts --folder … --payment … --die-at 10`: settles a payment, and is killed when it sends that statement. */
const { values } = parseArgs({
  options: {
    url: { type: "string" },
    folder: { type: "string" },
    payment: { type: "string", default: "" },
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
await settlePayment(values.payment);
process.stdout.write(`sent ${sent}\n`);
await database.close();
