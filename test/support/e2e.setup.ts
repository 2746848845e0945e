import { startApp } from "./app-server";

/** Starts the built application for the browser tests; returns a function that stops it. */
export default async function setUp(): Promise<() => Promise<void>> {
  const app = await startApp();
  // The workers inherit this variable; playwright.config.ts reads it as the base URL.
  process.env.E2E_BASE_URL = app.url;
  return app.dispose;
}
