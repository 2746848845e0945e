/** `late` is a state of the timer, not of the order. */
export const STAGES = ["new", "preparing", "ready", "out", "done", "late"] as const;
export type Stage = (typeof STAGES)[number];
