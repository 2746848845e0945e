import * as z from "zod/mini";
import { type AddressQuery, type FoundPlace, foundPlaceSchema } from "@/lib/geo/model/find-place";
import { pageFetch } from "@/lib/http/page/page-fetch";

const answerSchema = z.object({ data: foundPlaceSchema });

/** Rejects when `signal` aborts, and when the server refuses or cannot be reached. */
export async function fetchPlace(address: AddressQuery, signal: AbortSignal): Promise<FoundPlace> {
  const path = `/api/places?${new URLSearchParams({ ...address })}`;
  const { status, body } = await pageFetch(path, { signal });
  if (status !== 200) throw new Error(`The place was answered with ${status}`);
  return answerSchema.parse(body).data;
}
