/** Next calls this once, before the server answers its first request. */
export async function register(): Promise<void> {
  // Compiled for every runtime; what follows exists in Node's only. A build opens nothing.
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { start } = await import("./lib/server/start");
  await start();
}
