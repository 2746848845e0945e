import * as z from "zod";
import { startMailServer } from "../../test/support/mail-server";
import { startPushService } from "../../test/support/push-service";
import { type arrivedSchema, questionSchema, type startedSchema } from "./endpoints-protocol";

/** Runs in its own process: a push service that decrypts what it takes, and a mail server. */

const service = await startPushService();
const mail = await startMailServer();
const browsers: ReturnType<typeof service.newBrowser>[] = [];

const pushed = z.object({ notification: z.object({ data: z.object({ id: z.string() }) }) });
const SUBJECT = /^subject: (.*(?:\r\n[ \t].*)*)/im;

function start(count: number): z.infer<typeof startedSchema> {
  while (browsers.length < count) browsers.push(service.newBrowser());
  return {
    pushService: service.origin,
    mailServer: mail.url,
    browsers: browsers.map(({ subscription }) => subscription),
  };
}

function count(): z.infer<typeof arrivedSchema> {
  const pushes = browsers.flatMap(({ received }) =>
    received.map(({ payload }) => pushed.parse(payload).notification.data.id),
  );
  // The subject names the order.
  const mails = mail.received.map(({ to, raw }) => `${to} ${SUBJECT.exec(raw)?.[1] ?? ""}`);
  const distinct = new Set(pushes).size + new Set(mails).size;
  return {
    pushes: pushes.length,
    mails: mails.length,
    repeated: pushes.length + mails.length - distinct,
  };
}

process.on("message", (message: unknown) => {
  const question = questionSchema.parse(message);
  process.send?.(question.do === "start" ? start(question.browsers) : count());
});
process.on("disconnect", () => process.exit());
