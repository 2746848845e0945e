import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface Balancer {
  readonly url: string;
  /** Excludes an instance that is stopping or not yet healthy. */
  leaveOut(port: number): void;
  takeIn(port: number): void;
  cut(count: number, choose: Choose): number;
  /** Stops delivery on up to `count` connections without closing them. */
  silence(count: number, choose: Choose): number;
  close(): Promise<void>;
}

export type Choose = <T>(list: readonly T[], count: number) => T[];

interface Line {
  readonly near: Socket;
  readonly far: Socket;
}

const ATTEMPT_MS = 1_000;

async function reach(ports: readonly number[], from: number): Promise<Socket | null> {
  for (let turn = 0; turn < ports.length; turn += 1) {
    const port = ports[(from + turn) % ports.length];
    if (port === undefined) continue;
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    try {
      await once(socket, "connect", { signal: AbortSignal.timeout(ATTEMPT_MS) });
      return socket;
    } catch {
      socket.destroy();
    }
  }
  return null;
}

/** Distributes TCP connections in turn, so that a returning client reaches another instance. Skips unresponsive ones. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const lines = new Set<Line>();
  const leftOut = new Set<number>();
  let turn = 0;

  const join = async (near: Socket): Promise<void> => {
    near.on("error", () => undefined);
    const far = await reach(
      ports.filter((port) => !leftOut.has(port)),
      turn++,
    );
    if (far === null || near.destroyed) {
      far?.destroy();
      near.resetAndDestroy();
      return;
    }
    const line = { near, far };
    lines.add(line);
    far.on("error", () => near.resetAndDestroy());
    near.on("close", () => {
      lines.delete(line);
      far.destroy();
    });
    // Pending data is still sent, and an aborted connection is not turned into a proper end.
    far.on("close", () => near.end());
    near.pipe(far);
    far.pipe(near);
  };

  const server = createServer({ noDelay: true }, (near) => void join(near)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The balancer has no port.");

  return {
    url: `http://127.0.0.1:${address.port}`,
    leaveOut: (port) => void leftOut.add(port),
    takeIn: (port) => void leftOut.delete(port),
    cut: (count, choose) => {
      const chosen = choose([...lines], count);
      for (const { near, far } of chosen) {
        near.resetAndDestroy();
        far.resetAndDestroy();
      }
      return chosen.length;
    },
    silence: (count, choose) => {
      const chosen = choose([...lines], count);
      for (const { near, far } of chosen) {
        far.unpipe(near).pause();
        near.unpipe(far).resume();
      }
      return chosen.length;
    },
    close: async () => {
      server.close();
      for (const { near, far } of lines) {
        near.destroy();
        far.destroy();
      }
      await once(server, "close");
    },
  };
}
