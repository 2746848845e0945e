import { createServer } from "node:net";

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    // Without the address (for example no IPv6), the port is free there.
    server.once("error", (error: NodeJS.ErrnoException) => done(error.code === "EADDRNOTAVAIL"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
  });
}

/** Tests both loopback addresses: some systems allow a different program on each. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "::1", "0.0.0.0"]) if (!(await canListen(port, host))) return false;
  return true;
}
