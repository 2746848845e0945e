import { pageFetch } from "@/lib/http/page/page-fetch";
import { type OwnStore, ownStoresAnswer } from "@/lib/stores/model/own-stores";

/** Only code that loads after the page imports it, because of its parser. */
export async function fetchOwnStores(signal: AbortSignal): Promise<OwnStore[]> {
  const path = "/api/stores";
  const { status, body } = await pageFetch(path, { signal });
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return ownStoresAnswer.parse(body).data;
}
