import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Answer, type Call, MESSAGE, takeMessage, type WireValue, writeMessage } from "./dbus";

export interface DesktopNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

/** A Linux desktop as far as notifications are concerned: the session bus, and the service that shows them. */
export interface Desktop {
  /** The `DBUS_SESSION_BUS_ADDRESS` of programs that show their notifications here. */
  readonly address: string;
  /** What a person sees now, in the order in which it appeared first. */
  shown(): readonly DesktopNotification[];
  /** A person presses it. */
  press(id: number): void;
  stop(): Promise<void>;
}

const BUS = "org.freedesktop.DBus";
const SERVICE = "org.freedesktop.Notifications";
const OWNER = ":1.0";
/** Of 32 hexadecimal digits. */
const BUS_ID = "1".padStart(32, "0");

export async function startDesktop(): Promise<Desktop> {
  const folder = mkdtempSync(join(tmpdir(), "platewire-desktop-"));
  const path = join(folder, "bus");
  const shown = new Map<number, DesktopNotification>();
  const sockets = new Set<Socket>();
  let serial = 0;
  let lastId = 0;

  const send = (socket: Socket, message: Omit<Answer, "serial">) => {
    serial += 1;
    socket.write(writeMessage({ ...message, serial }));
  };
  const signal = (member: string, ...values: WireValue[]) => {
    for (const socket of sockets)
      send(socket, {
        kind: MESSAGE.signal,
        fields: {
          path: ["o", "/org/freedesktop/Notifications"],
          interface: ["s", SERVICE],
          member: ["s", member],
          sender: ["s", OWNER],
        },
        values,
      });
  };

  function askBus({ member, arguments: given }: Call, client: number): readonly WireValue[] | null {
    switch (member) {
      case "Hello":
        return [["s", `:1.${client}`]];
      case "NameHasOwner":
        return [["b", given.text() === SERVICE]];
      case "GetNameOwner":
        return given.text() === SERVICE ? [["s", OWNER]] : null;
      case "ListNames":
      case "ListActivatableNames":
        return [["as", [BUS, SERVICE]]];
      case "AddMatch":
      case "RemoveMatch":
        return [];
      default:
        return null;
    }
  }

  function askService({ member, arguments: given }: Call): readonly WireValue[] | null {
    switch (member) {
      case "GetCapabilities":
        return [["as", ["actions", "body"]]];
      case "GetServerInformation":
        return ["Platewire's tests", "Platewire", "1", "1.2"].map((text) => ["s", text] as const);
      case "Notify": {
        given.text();
        const replaced = given.number();
        given.text();
        lastId = replaced === 0 ? lastId + 1 : lastId;
        const id = replaced === 0 ? lastId : replaced;
        shown.set(id, { id, title: given.text(), body: given.text() });
        return [["u", id]];
      }
      case "CloseNotification": {
        const id = given.number();
        shown.delete(id);
        // 3: closed by a call.
        signal("NotificationClosed", ["u", id], ["u", 3]);
        return [];
      }
      default:
        return null;
    }
  }

  function answer(socket: Socket, call: Call, client: number): void {
    const values = call.destination === BUS ? askBus(call, client) : null;
    const found = values ?? (call.destination === SERVICE ? askService(call) : null);
    send(socket, {
      kind: found === null ? MESSAGE.error : MESSAGE.answer,
      fields: {
        answerTo: ["u", call.serial],
        destination: ["s", `:1.${client}`],
        sender: ["s", call.destination === SERVICE ? OWNER : BUS],
        ...(found === null && { error: ["s", `${BUS}.Error.ServiceUnknown`] as const }),
      },
      values: found ?? [],
    });
  }

  let clients = 0;
  const server = createServer((socket) => {
    clients += 1;
    const client = clients;
    let bytes: Buffer = Buffer.alloc(0);
    let isAuthenticated = false;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      while (!isAuthenticated) {
        const end = bytes.indexOf("\r\n");
        if (end === -1) return;
        const line = bytes.toString("latin1", 0, end);
        bytes = bytes.subarray(end + 2);
        if (line === "BEGIN") isAuthenticated = true;
        else socket.write(line.includes("AUTH EXTERNAL") ? `OK ${BUS_ID}\r\n` : "ERROR\r\n");
      }
      for (let taken = takeMessage(bytes); taken !== null; taken = takeMessage(bytes)) {
        bytes = taken.rest;
        if (taken.call !== null) answer(socket, taken.call, client);
      }
    });
  }).listen(path);
  await once(server, "listening");

  return {
    address: `unix:path=${path}`,
    shown: () => [...shown.values()],
    press: (id) => signal("ActionInvoked", ["u", id], ["s", "default"]),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
