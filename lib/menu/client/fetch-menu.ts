import { pageFetch } from "@/lib/http/page/page-fetch";
import type { Menu } from "@/lib/menu/model/schema";

/** The page's first menu comes from the server and needs no parser. */
const loadAnswer = () => import("./menu-answer");

/** Fetches the parser early: when it is needed, a deployment may have removed it. */
export function preloadMenuAnswer(): void {
  loadAnswer().catch(() => undefined);
}

export async function fetchMenu(slug: string, signal: AbortSignal): Promise<Menu> {
  const path = `/api/tenants/${encodeURIComponent(slug)}/menu`;
  const [{ status, body }, { menuAnswer }] = await Promise.all([pageFetch(path, { signal }), loadAnswer()]);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return menuAnswer.parse(body).data;
}
