import { measureCommands } from "@/bench/orders/commands";
import { findPostgres, startPostgres } from "@/test/support/postgres-server";
const seconds = Number(process.env.S ?? 4), concurrency = Number(process.env.C ?? 20);
const server = process.env.W === "embedded" ? undefined : await startPostgres((await findPostgres()) ?? "", { isDurable: true });
try {
  const before = process.cpuUsage();
  console.log(await measureCommands(server === undefined ? "embedded" : { server: server.url }, { seconds, concurrency }));
  const cpu = process.cpuUsage(before);
  console.log((cpu.user + cpu.system) / 1e6, "s CPU");
} finally { await server?.stop(); }
