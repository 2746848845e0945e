import "server-only";
import * as z from "zod/mini";
import type { Transaction } from "@/lib/db/transaction";
import { defineJob, type Job } from "@/lib/jobs/define-job";
import { enqueue } from "@/lib/jobs/enqueue";
import { idSchema } from "@/lib/text/id";
import { deliverMessage } from "./deliver-message";

export const MESSAGES_PER_JOB = 20;

interface Input {
  message_ids: string[];
}

/** Sends pushes and mails. A message that fails is tried again with those of its job; what was sent is not sent again. */
export const sendMessages: Job<Input> = defineJob({
  name: "notification:send",
  input: z.object({ message_ids: z.array(idSchema).check(z.maxLength(MESSAGES_PER_JOB)) }),
  retry: { limit: 7, delaySeconds: 15, maxDelaySeconds: 1_800 },
  run: async ({ message_ids }, { signal, progress }) => {
    let ended = 0;
    const deliveries = await Promise.all(
      message_ids.map((id) =>
        deliverMessage(id, {
          signal,
          enqueueAt: (tx: Transaction, startAfter: Date) =>
            enqueue(tx, sendMessages, { message_ids: [id] }, { startAfter }),
        }).finally(() => {
          ended += 1;
          progress(ended, message_ids.length);
        }),
      ),
    );
    const again = deliveries.find((delivery) => delivery.kind === "again");
    if (again !== undefined) throw new Error(again.reason);
    return deliveries.filter((delivery) => delivery.kind === "done" && delivery.isSent).length;
  },
});
