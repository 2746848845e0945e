import * as z from "zod/mini";
import type { OuterChannel } from "./kinds";

/** A reminder begins on the phone, and goes on by mail when nobody reacts. */
export const reminderStepSchema = z.enum(["push", "email"]);
export type ReminderStep = z.infer<typeof reminderStepSchema>;

/** Time after which the staff of a store are reminded of an order that nobody has acknowledged. */
export const FIRST_REMINDER_MS = 60_000;

export function channelsOfStep(step: ReminderStep): readonly OuterChannel[] {
  return [step];
}

/** Returns when a step is due (ms), or null when the order's time is over before it. */
export function dueOfStep(
  step: ReminderStep,
  { placedAt, acceptBy }: { placedAt: number; acceptBy: number },
): number | null {
  const due = step === "push" ? placedAt + FIRST_REMINDER_MS : placedAt + (acceptBy - placedAt) / 2;
  return due < acceptBy ? due : null;
}

interface Undone {
  readonly undoneAt: number;
  readonly acceptBy: number;
}

/** Returns when a step that was left out before an undo is due (ms): as for a new order, or half-way if that is too late. */
export function dueAfterUndo(step: ReminderStep, { undoneAt, acceptBy }: Undone): number {
  return dueOfStep(step, { placedAt: undoneAt, acceptBy }) ?? undoneAt + Math.max(0, acceptBy - undoneAt) / 2;
}

/**
 * Returns the steps that have to be planned again when accepting an order was undone: those whose time passed before. The
 * jobs of the others still wait, unless the undo itself moved `acceptBy`, to which it leaves a minute at least.
 */
export function stepsAfterUndo({
  placedAt,
  undoneAt,
  acceptBy,
}: Undone & { readonly placedAt: number }): ReminderStep[] {
  const isMoved = acceptBy <= undoneAt + FIRST_REMINDER_MS;
  return reminderStepSchema.options.filter((step) => {
    const due = dueOfStep(step, { placedAt, acceptBy });
    return due !== null && (due <= undoneAt || isMoved);
  });
}
