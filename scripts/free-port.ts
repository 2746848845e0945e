import { createServer } from "node:net";

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    // No such address on this machine (no IPv6, say): then nobody can be in the way there.
    server.once("error", (error: NodeJS.ErrnoException) => done(error.code === "EADDRNOTAVAIL"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
  });
}

/** Whether the port is free under both names of this machine: some systems let two programs share a number. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "::1", "0.0.0.0"]) if (!(await canListen(port, host))) return false;
  return true;
}
