import { existsSync } from "node:fs";

/** Variables of the environment take precedence over `.env`, as in Next. */
export function loadEnv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
