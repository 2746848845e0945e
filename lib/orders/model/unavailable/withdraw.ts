import type { UnavailableLine } from "./schema";
import { isOpen } from "./settle";

/**
 * Takes back the proposals of open questions that offer one of `soldOut` (ids of dishes): the customer could choose what the
 * kitchen cannot make. Lines that keep theirs are the same objects. A replacement that was chosen already stays.
 */
export function withdrawProposals(
  lines: readonly UnavailableLine[],
  soldOut: ReadonlySet<string>,
): UnavailableLine[] {
  return lines.map((line) =>
    isOpen(line) && line.proposal !== null && soldOut.has(line.proposal.menu_item_id)
      ? { ...line, proposal: null }
      : line,
  );
}
