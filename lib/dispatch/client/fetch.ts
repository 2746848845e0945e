import * as z from "zod/mini";
import { type DispatchView, dispatchViewSchema } from "@/lib/dispatch/model/dispatch-view";
import { type RiderHome, riderHomeSchema } from "@/lib/dispatch/model/rider-home";
import { pageFetch } from "@/lib/http/page/page-fetch";

const home = z.object({ data: riderHomeSchema });
const view = z.object({ data: dispatchViewSchema });

async function read(path: string, signal: AbortSignal): Promise<unknown> {
  const { status, body } = await pageFetch(path, { signal });
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return body;
}

export async function fetchRiderHome(signal: AbortSignal): Promise<RiderHome> {
  return home.parse(await read("/api/riders/me", signal)).data;
}

/** Without a store: all fleets, for admins. */
export async function fetchDispatchView(slug: string | null, signal: AbortSignal): Promise<DispatchView> {
  const query = slug === null ? "" : `?${new URLSearchParams({ tenant: slug })}`;
  return view.parse(await read(`/api/dispatch${query}`, signal)).data;
}
