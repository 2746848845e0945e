/** The columns that share the width of a board; Done is a drawer. */
export const SLOT_COLUMNS = ["new", "preparing", "ready", "out"] as const;
export type SlotColumn = (typeof SLOT_COLUMNS)[number];
/** How many tickets wide each column is. */
export type Slots = Readonly<Record<SlotColumn, number>>;

/** CSS pixels: a ticket with its part of the column and the space to the next, and the edges of the board. */
const SLOT_WIDTH = 244;
const EDGES = 24;
/** New gets a second slot when it holds more tickets than this. */
const NEW_IN_ONE = 3;

/** Returns how many tickets fit beside one another, but at least one for each column. */
export function slotsIn(width: number, textScale: number): number {
  return Math.max(SLOT_COLUMNS.length, Math.floor((width - EDGES) / (SLOT_WIDTH * textScale)));
}

export interface Load {
  tickets: number;
  /** Slots that its tickets fill. */
  fills: number;
}

/** Who is given the next spare slot. Preparing keeps what nobody needs. */
function neediest(slots: Slots, loads: Readonly<Record<SlotColumn, Load>>, open: ReadonlySet<SlotColumn>) {
  const overflows = (column: SlotColumn) => open.has(column) && loads[column].fills > slots[column];
  const isNewCrowded = open.has("new") && loads.new.tickets > NEW_IN_ONE * slots.new && overflows("new");
  if (overflows("preparing")) return "preparing";
  if (isNewCrowded) return "new";
  const other = (["ready", "out"] as const).find(overflows);
  return other ?? (["preparing", "new", "ready", "out"] as const).find((column) => open.has(column)) ?? "new";
}

/** Gives each column one slot, and the spare ones to those that need them. A column that is not `open` has none. */
export function allotSlots(
  total: number,
  loads: Readonly<Record<SlotColumn, Load>>,
  open: ReadonlySet<SlotColumn>,
): Slots {
  let slots: Slots = { new: 0, preparing: 0, ready: 0, out: 0 };
  for (const column of SLOT_COLUMNS) if (open.has(column)) slots = { ...slots, [column]: 1 };
  for (let spare = total - open.size; spare > 0; spare--) {
    const column = neediest(slots, loads, open);
    slots = { ...slots, [column]: slots[column] + 1 };
  }
  return slots;
}

const sum = (slots: Slots) => SLOT_COLUMNS.reduce((all, column) => all + slots[column], 0);

/** Returns whether the screen, the text size or the open columns have changed, and not only the load. */
export function isOtherBoard(now: Slots, wanted: Slots): boolean {
  return (
    sum(now) !== sum(wanted) || SLOT_COLUMNS.some((column) => (now[column] === 0) !== (wanted[column] === 0))
  );
}

/** Moves one slot from `now` towards `wanted`. On another board, that is `wanted` at once. */
export function moveOneSlot(now: Slots, wanted: Slots): Slots {
  if (isOtherBoard(now, wanted)) return wanted;
  const giver = SLOT_COLUMNS.find((column) => now[column] > wanted[column]);
  const taker = SLOT_COLUMNS.find((column) => now[column] < wanted[column]);
  if (giver === undefined || taker === undefined) return now;
  return { ...now, [giver]: now[giver] - 1, [taker]: now[taker] + 1 };
}

export function isSameSlots(a: Slots, b: Slots): boolean {
  return SLOT_COLUMNS.every((column) => a[column] === b[column]);
}
