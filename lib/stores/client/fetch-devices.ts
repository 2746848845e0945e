import * as z from "zod/mini";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { type Devices, devicesSchema } from "@/lib/stores/model/devices/schema";

const answerSchema = z.object({ data: devicesSchema });

/** Rejects when the server does not answer with them. */
export async function fetchDevices(slug: string, signal: AbortSignal): Promise<Devices> {
  const { status, body } = await pageFetch(`/api/tenants/${encodeURIComponent(slug)}/devices`, { signal });
  if (status !== 200) throw new Error(`The devices were answered with ${status}`);
  return answerSchema.parse(body).data;
}
