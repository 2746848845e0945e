/** Reasons of decisions that leave an order without a rider until somebody does something. */
export const WITHOUT_RIDER: readonly string[] = ["nobody_can", "nobody_on_shift"];
/** Of the decision that dispatchers are told of. */
export const NOBODY_TOLD = "nobody_told";
/** So long (ms) without a rider is worth an alarm. */
export const NOBODY_SINCE_MS = 2 * 60_000;
