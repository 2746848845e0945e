import * as z from "zod/mini";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { type RiderLocation, riderLocationSchema } from "@/lib/riders/model/location";

const answerSchema = z.object({ data: riderLocationSchema });

export async function fetchRiderLocation(orderId: string, signal: AbortSignal): Promise<RiderLocation> {
  const path = `/api/orders/${orderId}/rider-location`;
  const { status, body } = await pageFetch(path, { signal });
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return answerSchema.parse(body).data;
}
