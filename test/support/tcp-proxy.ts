import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface TcpProxy {
  readonly port: number;
  /** Stops delivery without closing the connections, as a router without power does. */
  silence(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Connections can go silent, which a browser's offline mode cannot simulate. */
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
