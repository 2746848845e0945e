import type { BoardOrder } from "@/lib/orders/model/schema";
import type { UnavailableLine } from "./schema";

export interface LineChange {
  readonly line: UnavailableLine;
  readonly became: "asked" | NonNullable<UnavailableLine["choice"]>;
}

/** Returns the lines that an entry of the timeline decided, or the customer was asked about by it. */
export function lineChangesOf(
  { unavailable }: Pick<BoardOrder, "unavailable">,
  { at, action }: { readonly at: string; readonly action: string },
  answerMinutes: number,
): LineChange[] {
  const asksUntil = Date.parse(at) + answerMinutes * 60_000;
  return unavailable.flatMap((line): LineChange[] => {
    if (line.choice !== null && line.decided_at === at) return [{ line, became: line.choice }];
    const isAsked = action === "mark_unavailable" && Date.parse(line.answer_by) === asksUntil;
    return isAsked ? [{ line, became: "asked" }] : [];
  });
}
