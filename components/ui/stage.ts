/** The stages that have a colour. `late` is not a stage of an order but of its clock. */
export const STAGES = ["new", "preparing", "ready", "out", "done", "late"] as const;
export type Stage = (typeof STAGES)[number];
