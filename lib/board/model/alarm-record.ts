import { movedBy, type Windows } from "@/lib/broadcasts/model/standstill";
import type { EscalationStep, TakenStep } from "@/lib/notifications/model/escalation";
import { dueAfterUndo, dueOfStep } from "@/lib/notifications/model/reminders";
import type { AlarmDevice } from "@/lib/orders/model/alarm";
import type { OrderDetail, TimelineEntry } from "@/lib/orders/model/schema";

/** `over`: the alarm was silenced before the first message left. `nobody`: no message could be sent. */
export type StepOutcome = "sent" | "sending" | "over" | "nobody";

export type AlarmEntry =
  | { readonly kind: "rang"; readonly at: string; readonly deviceId: string; readonly device: string }
  | {
      readonly kind: "step";
      readonly at: string;
      readonly step: EscalationStep;
      readonly outcome: StepOutcome;
      /** Messages that were sent. */
      readonly sent: number;
    };

export interface AlarmRecord {
  /** The earliest first. */
  readonly entries: readonly AlarmEntry[];
  /** By the version of an entry of the timeline: the device on which the alarm was silenced. */
  readonly silencedOn: ReadonlyMap<number, string>;
  /** The entry of the timeline that ended the alarm for good, and what it made unnecessary; null while it goes on. */
  readonly end: { readonly version: number; readonly unsent: readonly EscalationStep[] } | null;
}

type Told = Pick<OrderDetail, "created_at" | "accept_by" | "timeline">;

const ends = ({ action, to_status }: TimelineEntry) =>
  action === "acknowledge" || to_status !== "Order Received";
const beginsAgain = ({ action, to_status }: TimelineEntry) =>
  action === "undo" && to_status === "Order Received";

function outcomeOf({ sent, waiting, over }: TakenStep): StepOutcome {
  if (sent > 0) return "sent";
  if (waiting > 0) return "sending";
  return over > 0 ? "over" : "nobody";
}

function unsentAt(
  { created_at, accept_by }: Told,
  {
    last,
    left,
    undone,
  }: { last: TimelineEntry; left: TimelineEntry | undefined; undone: TimelineEntry | null },
  taken: ReadonlySet<EscalationStep>,
  maintenance: Windows,
): EscalationStep[] {
  if (last.reason === "PARTNER_TIMEOUT") return [];
  const acceptBy = Date.parse(accept_by);
  const at = Date.parse(last.at);
  const dueOf = (step: "push" | "email") => {
    const placedAt = Date.parse(created_at);
    const due = dueOfStep(step, { placedAt, acceptBy });
    const undoneAt = undone === null ? null : Date.parse(undone.at);
    if (due === null) return null;
    // The reminders stand still with the deadline that they remind of.
    return undoneAt === null || due > undoneAt
      ? movedBy(due, placedAt, maintenance)
      : movedBy(dueAfterUndo(step, { undoneAt, acceptBy }), undoneAt, maintenance);
  };
  const steps = (["push", "email"] as const).filter((step) => {
    const due = dueOf(step);
    return due !== null && due > at && !taken.has(step);
  });
  // An order that was silenced and then forgotten is reported to admins all the same.
  const isDealtWith = left !== undefined && left.reason !== "PARTNER_TIMEOUT" && !taken.has("admins");
  return isDealtWith ? [...steps, "admins"] : steps;
}

/** Returns the story of an order's alarm: where it rang, who else was told, where it was silenced and what that made unnecessary. */
export function alarmRecord(
  order: Told,
  devices: readonly AlarmDevice[],
  steps: readonly TakenStep[],
  maintenance: Windows,
): AlarmRecord {
  const { timeline } = order;
  const rang = devices.flatMap(({ rang_at, device_id, device_name }): AlarmEntry[] =>
    rang_at === null ? [] : [{ kind: "rang", at: rang_at, deviceId: device_id, device: device_name }],
  );
  const taken = steps.map(
    (one): AlarmEntry => ({
      kind: "step",
      at: one.at,
      step: one.step,
      outcome: outcomeOf(one),
      sent: one.sent,
    }),
  );
  const silencedOn = new Map(
    timeline.flatMap(({ action, at, version }): [number, string][] => {
      const device = devices.find(({ silenced_at }) => action === "acknowledge" && silenced_at === at);
      return device === undefined ? [] : [[version, device.device_name]];
    }),
  );
  const undoneIndex = timeline.findLastIndex(beginsAgain);
  // The first entry is the order itself.
  const since = timeline.slice(Math.max(1, undoneIndex + 1));
  const last = since.find(ends);
  const left = since.find(({ to_status }) => to_status !== "Order Received");
  const undone = timeline[undoneIndex] ?? null;
  return {
    entries: [...rang, ...taken].sort((one, other) => one.at.localeCompare(other.at)),
    silencedOn,
    end:
      last === undefined
        ? null
        : {
            version: last.version,
            unsent: unsentAt(
              order,
              { last, left, undone },
              new Set(steps.map(({ step }) => step)),
              maintenance,
            ),
          },
  };
}
