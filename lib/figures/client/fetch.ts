import * as z from "zod/mini";
import { type DayFigures, dayFiguresSchema } from "@/lib/figures/model/schema";
import { pageFetch } from "@/lib/http/page/page-fetch";

const answer = z.object({ data: dayFiguresSchema });

export async function fetchFigures(slug: string, date: string, signal: AbortSignal): Promise<DayFigures> {
  const path = `/api/tenants/${encodeURIComponent(slug)}/figures?${new URLSearchParams({ date })}`;
  const { status, body } = await pageFetch(path, { signal });
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return answer.parse(body).data;
}
