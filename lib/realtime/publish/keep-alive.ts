import "server-only";
import { after } from "next/server";

/** Vercel may freeze a function once it has responded. */
export function keepAlive(work: Promise<void>): void {
  try {
    after(work);
  } catch {
    // Outside of a request, for example in a job or a script.
  }
}
