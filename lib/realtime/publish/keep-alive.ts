import "server-only";
import { after } from "next/server";

/**
 * Keeps the process alive for work that continues after the response: Vercel may freeze a function once it has
 * responded. Outside of a request it does nothing.
 */
export function keepAlive(work: Promise<void>): void {
  try {
    after(work);
  } catch {
    // Outside of a request, for example in a job or a script.
  }
}
