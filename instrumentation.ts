export async function register(): Promise<void> {
  // Next compiles this for every runtime, but the code below needs Node. A build starts nothing.
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { start } = await import("./lib/server/start");
  await start();
}
