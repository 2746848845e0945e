import * as z from "zod/mini";
import { type DispatchView, dispatchViewSchema } from "@/lib/dispatch/model/dispatch-view";
import { pageFetch } from "@/lib/http/page/page-fetch";

const answer = z.object({ data: dispatchViewSchema });

/** Without a store: all fleets, for admins. */
export async function fetchDispatchView(slug: string | null, signal: AbortSignal): Promise<DispatchView> {
  const path = `/api/dispatch${slug === null ? "" : `?${new URLSearchParams({ tenant: slug })}`}`;
  const { status, body } = await pageFetch(path, { signal });
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return answer.parse(body).data;
}
