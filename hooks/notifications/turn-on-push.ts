import * as z from "zod/mini";
import { newKey } from "@/hooks/commands/new-key";
import { postCommand } from "@/hooks/commands/route";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { subscribeThisBrowser } from "./push-browser";

const TIMEOUT_MS = 12_000;
const answerSchema = z.object({
  data: z.object({ public_key: z.nullable(z.string().check(z.maxLength(100))) }),
});

async function readKey(): Promise<string | null> {
  const { body } = await pageFetch("/api/notifications/push-key", {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return answerSchema.parse(body).data.public_key;
}

/** Asks whether this device may be notified while the page is closed. Call it from a press. Never rejects. */
export async function turnOnPush(): Promise<void> {
  try {
    const subscription = await subscribeThisBrowser(readKey);
    if (subscription !== null)
      await postCommand("add_push_subscription", subscription, { key: newKey(), timeoutMs: TIMEOUT_MS });
  } catch {
    // The shift starts without it, and its menu says so.
  }
}
