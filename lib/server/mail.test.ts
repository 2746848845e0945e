import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as z from "zod";

const lineSchema = z.looseObject({ security: z.string() });
let written = "";
beforeEach(() => {
  vi.resetModules();
  vi.stubEnv("LOG_LEVEL", "fatal");
  written = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    written += String(chunk);
    return true;
  });
});
const logged = () =>
  written.split("\n").flatMap((line) => (line === "" ? [] : [lineSchema.parse(JSON.parse(line))]));

let stop: (() => Promise<void>) | undefined;
afterEach(async () => stop?.());

/** Speaks SMTP. `answers` replaces the answer to a command by its first word. */
async function startMailServer(answers: Record<string, string>): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let isBody = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say(answers.greeting ?? "220 mail.example.test");
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      for (const line of data.toString().split("\r\n").filter(Boolean)) {
        if (isBody) {
          if (line !== ".") continue;
          isBody = false;
          say("250 2.0.0 taken");
          continue;
        }
        const [verb = ""] = line.toUpperCase().split(/[ :]/);
        isBody = verb === "DATA" && answers.DATA === undefined;
        say(answers[verb] ?? (isBody ? "354 go on" : "250 2.0.0 yes"));
      }
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  stop = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  };
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function send(port: number): Promise<void> {
  vi.stubEnv("EMAIL_SERVER", `smtp://orders:hunter2-secret@127.0.0.1:${port}?ignoreTLS=true`);
  vi.stubEnv("EMAIL_FROM", "orders@example.com");
  const { sendMail } = await import("./mail");
  await sendMail({
    recipient: "lena.moreau@example.test",
    subject: "Sign in",
    body: "Open this link",
    link: "https://orders.example.com/signin/confirm?token=a-secret-token",
  });
}

const AUTH = { EHLO: "250 AUTH PLAIN", AUTH: "235 2.7.0 welcome" };

test("a mail that is accepted logs nothing", async () => {
  await send(await startMailServer(AUTH));
  expect(written).toBe("");
});

test.each<[string, Record<string, string>, string, number | null]>([
  [
    "the recipient is refused",
    { ...AUTH, RCPT: "550 5.1.1 <lena.moreau@example.test> unknown" },
    "EENVELOPE",
    550,
  ],
  ["the password is refused", { ...AUTH, AUTH: "535 5.7.8 orders hunter2-secret" }, "EAUTH", 535],
  ["the mail is refused", { ...AUTH, DATA: "554 5.7.1 spam a-secret-token" }, "EENVELOPE", 554],
  ["the server is busy", { greeting: "421 4.3.2 later" }, "EPROTOCOL", 421],
])("when %s, the reason is logged without secrets or the address", async (_, answers, reason, response) => {
  await expect(send(await startMailServer(answers))).rejects.toThrow();
  expect(logged()).toMatchObject([
    {
      security: "mail_failed",
      mailbox: expect.stringMatching(/^[0-9a-f]{16}$/),
      domain: "example.test",
      reason,
      response,
    },
  ]);
  expect(written).not.toMatch(/lena|secret|hunter2|token/);
});

test("when the server does not answer, the reason is logged", async () => {
  const port = await startMailServer({});
  await stop?.();
  stop = undefined;
  await expect(send(port)).rejects.toThrow();
  expect(logged()).toMatchObject([{ security: "mail_failed", reason: "ESOCKET", response: null }]);
});

test("when no server is configured, the reason is logged", async () => {
  const { sendMail } = await import("./mail");
  const mail = { recipient: "lena@example.test", subject: "", body: "", link: null };
  await expect(sendMail(mail)).rejects.toThrow();
  expect(logged()).toMatchObject([{ security: "mail_failed", reason: "ENOSERVER" }]);
});
