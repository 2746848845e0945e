import { startApp } from "./app-server";

/** Starts the built application for the browser tests on a free port; what is returned ends it. */
export default async function setUp(): Promise<() => Promise<void>> {
  const app = await startApp();
  // The workers are started after this and inherit it; playwright.config.ts reads it as the base URL.
  process.env.E2E_BASE_URL = app.url;
  return app.dispose;
}
