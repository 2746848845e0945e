import { pageFetch } from "@/lib/http/page/page-fetch";
import type { IntakeFacts } from "@/lib/stores/model/status/schema";

/** The page's first stores come from the server and need no parser. */
const loadAnswer = () => import("./stores-answer");

/** Fetches the parser early: when it is needed, a deployment may have removed it. */
export function preloadStoresAnswer(): void {
  loadAnswer().catch(() => undefined);
}

export async function fetchStores(signal: AbortSignal): Promise<(IntakeFacts & { id: string })[]> {
  const path = "/api/tenants";
  const [{ status, body }, { storesAnswer }] = await Promise.all([pageFetch(path, { signal }), loadAnswer()]);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return storesAnswer.parse(body).data;
}
