import { once } from "node:events";
import { createServer, type Socket } from "node:net";

export interface ReceivedMail {
  readonly to: string;
  /** As it was sent: headers and parts. */
  readonly raw: string;
}

export interface MailServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** Replaces the answer to a command by its first word; `close` cuts the connection there. */
  readonly answers: Map<string, string>;
  stop(): Promise<void>;
}

/** A real SMTP server that keeps what it takes. */
export async function startMailServer(): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const received: ReceivedMail[] = [];
  const answers = new Map<string, string>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let to = "";
    let raw: string | null = null;
    const say = (line: string) => (line === "close" ? socket.destroy() : socket.write(`${line}\r\n`));
    const take = (line: string) => {
      if (raw !== null) {
        if (line !== ".") raw += `${line.startsWith("..") ? line.slice(1) : line}\r\n`;
        else {
          const answer = answers.get("END") ?? "250 2.0.0 taken";
          if (answer.startsWith("250") || answer === "close") received.push({ to, raw });
          raw = null;
          say(answer);
        }
        return;
      }
      const [verb = ""] = line.toUpperCase().split(/[ :]/);
      if (verb === "RCPT") to = /<([^>]*)>/.exec(line)?.[1] ?? "";
      const answer = answers.get(verb) ?? (verb === "DATA" ? "354 go on" : "250 2.0.0 yes");
      if (verb === "DATA" && answer.startsWith("354")) raw = "";
      say(answer);
    };
    let rest = "";
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      const lines = (rest + data.toString()).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(line);
    });
    say(answers.get("GREETING") ?? "220 mail.example.test");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `smtp://127.0.0.1:${address.port}?ignoreTLS=true`,
    received,
    answers,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Returns the parts of a multipart mail, decoded, by their content type. */
export function partsOf(raw: string): Record<string, string> {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? "";
  const parts = raw.split(`--${boundary}`).slice(1, -1);
  return Object.fromEntries(
    parts.map((part) => {
      const [head = "", ...body] = part.replace(/^\r\n/, "").split("\r\n\r\n");
      const type = /content-type: ([^;\s]+)/i.exec(head)?.[1] ?? "";
      const text = body.join("\r\n\r\n");
      const encoding = /content-transfer-encoding: (\S+)/i.exec(head)?.[1]?.toLowerCase();
      if (encoding === "base64") return [type, Buffer.from(text, "base64").toString()];
      if (encoding !== "quoted-printable") return [type, text];
      const bytes = text
        .replaceAll(/=\r\n/g, "")
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      return [type, Buffer.from(bytes, "latin1").toString()];
    }),
  );
}
