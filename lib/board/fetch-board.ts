import * as z from "zod/mini";
import { type Board, boardSchema } from "@/lib/orders/schema";

const answerSchema = z.object({ success: z.literal(true), data: boardSchema });

/** The store's board as it stands; throws on anything but a board: what to say and when to try again is the caller's. */
export async function fetchBoard(slug: string, signal: AbortSignal): Promise<Board> {
  const response = await fetch(`/api/tenants/${encodeURIComponent(slug)}/board`, {
    signal,
    cache: "no-store",
  });
  if (!response.ok) throw new Error(`The board could not be read: ${response.status}`);
  return answerSchema.parse(await response.json()).data;
}
