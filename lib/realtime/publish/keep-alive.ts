import "server-only";
import { after } from "next/server";

/**
 * Lets the platform wait for work that goes on after the answer: on Vercel a function may be frozen as soon
 * as it has answered. Outside of a request there is nobody to ask, and nothing that would freeze.
 */
export function keepAlive(work: Promise<void>): void {
  try {
    after(work);
  } catch {
    // No request: a job or a script, whose process lives on by itself.
  }
}
