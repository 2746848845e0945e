import * as z from "zod/mini";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { shortTextSchema } from "@/lib/text/bounded";

/** Longest time for all of it (ms): a photo of several megabytes on a slow line. */
const TIMEOUT_MS = 90_000;

const refused = z.object({ errors: z.array(shortTextSchema).check(z.minLength(1), z.maxLength(20)) });

export type DoorPhotoAnswer = { kind: "stored" } | { kind: "refused"; message: string };

/** The server has not looked at the photo, or the page has to be opened anew: another attempt may have an answer. */
const isNotNow = (status: number) => status >= 500 || [401, 408, 412, 429].includes(status);

/** Sends a photo of an order that was left at the door. Rejects when there is no answer, or none yet. */
export async function sendDoorPhoto(tripId: string, orderId: string, file: Blob): Promise<DoorPhotoAnswer> {
  const path = `/api/trips/${tripId}/photo?${new URLSearchParams({ order_id: orderId })}`;
  const { status, body } = await pageFetch(path, {
    method: "POST",
    headers: { "Content-Type": file.type === "" ? "application/octet-stream" : file.type },
    body: file,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (status >= 200 && status < 300) return { kind: "stored" };
  const { data: refusal } = refused.safeParse(body);
  const message = refusal?.errors[0];
  if (message === undefined || isNotNow(status)) throw new Error(`${path} answered ${status}`);
  return { kind: "refused", message };
}
