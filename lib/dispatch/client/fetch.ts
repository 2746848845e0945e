import * as z from "zod/mini";
import { type RiderHome, riderHomeSchema } from "@/lib/dispatch/model/rider-home";
import { pageFetch } from "@/lib/http/page/page-fetch";

const answer = z.object({ data: riderHomeSchema });
const PATH = "/api/riders/me";

export async function fetchRiderHome(signal: AbortSignal): Promise<RiderHome> {
  const { status, body } = await pageFetch(PATH, { signal });
  if (status !== 200) throw new Error(`${PATH} answered ${status}`);
  return answer.parse(body).data;
}
