import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface TcpProxy {
  readonly port: number;
  /** From now on nothing passes, and nobody is told: as when a router between the two has lost its power. */
  silence(): void;
  /** What hung is closed; new connections pass again. */
  mend(): void;
  close(): Promise<void>;
}

/** A line to a port of this machine that can go dead without a word, which no browser's offline switch does. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (isSilent) return;
    const far = connect(target, "127.0.0.1");
    keep(far);
    near.pipe(far);
    far.pipe(near);
  }).listen(0);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };

  return {
    port: address.port,
    silence: () => {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend: () => {
      isSilent = false;
      hangUp();
    },
    close: async () => {
      hangUp();
      server.close();
      await once(server, "close");
    },
  };
}
