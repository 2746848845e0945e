import { existsSync } from "node:fs";

/** As Next does for the application: what stands in `.env` counts where the environment does not say otherwise. */
export function loadEnv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
