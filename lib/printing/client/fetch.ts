import * as z from "zod/mini";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { type Printing, printingSchema } from "@/lib/printing/model/schema";
import { serverNow } from "@/lib/realtime/client/server-clock";

const answerSchema = z.object({ data: printingSchema });

/** `readAt` is by the server's clock (ms). */
export interface ReadPrinting extends Printing {
  readonly readAt: number;
}

/** Rejects when the server does not answer with it. */
export async function fetchPrinting(
  slug: string,
  orderId: string | null,
  signal: AbortSignal,
): Promise<ReadPrinting> {
  const query = orderId === null ? "" : `?${new URLSearchParams({ order_id: orderId })}`;
  const { status, body } = await pageFetch(`/api/tenants/${encodeURIComponent(slug)}/printing${query}`, {
    signal,
  });
  if (status !== 200) throw new Error(`The printing was answered with ${status}`);
  return { ...answerSchema.parse(body).data, readAt: serverNow() };
}
