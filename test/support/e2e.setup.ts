import { startApp } from "./app-server";

export default async function setUp(): Promise<() => Promise<void>> {
  const app = await startApp();
  // The workers inherit this variable.
  process.env.E2E_BASE_URL = app.url;
  return app.dispose;
}
