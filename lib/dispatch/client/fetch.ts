import * as z from "zod/mini";
import { type DispatchView, dispatchViewSchema } from "@/lib/dispatch/model/dispatch-view";
import { type RiderHome, riderHomeSchema } from "@/lib/dispatch/model/rider-home";
import { pageFetch } from "@/lib/http/page/page-fetch";

async function read<Schema extends z.ZodMiniType>(path: string, data: Schema, signal: AbortSignal) {
  const { status, body } = await pageFetch(path, { signal });
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return z.object({ data }).parse(body).data;
}

export function fetchRiderHome(signal: AbortSignal): Promise<RiderHome> {
  return read("/api/riders/me", riderHomeSchema, signal);
}

/** Without a store: all fleets, for admins. */
export function fetchDispatchView(slug: string | null, signal: AbortSignal): Promise<DispatchView> {
  const query = slug === null ? "" : `?${new URLSearchParams({ tenant: slug })}`;
  return read(`/api/dispatch${query}`, dispatchViewSchema, signal);
}
