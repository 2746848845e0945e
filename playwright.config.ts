import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "./test/support/chromium";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./test/support/e2e.setup.ts",
  outputDir: "test-results",
  // All files share one application; more workers starve its live screens of CPU.
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  // A second try meets what the first has left behind. `npm test` runs what failed again in an application of its own.
  retries: 0,
  // Only ends tests that hang: a machine without a graphics card draws slowly.
  timeout: 480_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    // Shorter than the test's own time, so that a failure names the press that hung.
    actionTimeout: 30_000,
    navigationTimeout: 45_000,
    baseURL: process.env.E2E_BASE_URL,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 800 },
    // Without a graphics card animations and view transitions take most of the time of a test.
    reducedMotion: "reduce",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS },
  },
  projects: [{ name: "chromium" }],
});
