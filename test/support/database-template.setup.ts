import { databaseTemplate } from "./database-template";

/** Makes the template before the first file's hooks, whose time is limited. */
export async function setup(): Promise<void> {
  if (!process.env.TEST_DATABASE_URL) await databaseTemplate();
}
