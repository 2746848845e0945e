import { existsSync } from "node:fs";

/** Loads `.env` as Next does: variables of the environment take precedence. */
export function loadEnv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
