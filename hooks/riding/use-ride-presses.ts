"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import {
  type Answer,
  createPressSender,
  isNoAnswer,
  type PressSender,
} from "@/lib/commands/client/press-sender";
import { type Failure, failure } from "@/lib/commands/result";
import { createKeptPhotos, type KeptPhotos } from "@/lib/dispatch/client/kept-photos";
import { photoDatabase } from "@/lib/dispatch/client/photo-database";
import {
  type Press,
  type Pressed,
  type PressQueue,
  type RidingAction,
  SHIFT,
} from "@/lib/dispatch/client/riding-press";
import { sendDoorPhoto } from "@/lib/dispatch/client/send-door-photo";
import type { Trip, TripStep } from "@/lib/dispatch/model/trip";
import { serverNow } from "@/lib/realtime/client/server-clock";
import type { FollowedHome } from "./use-rider-home";

/** Why the last press was refused, in the server's words. */
export interface RidingProblem {
  readonly action: RidingAction;
  readonly message: string;
}

/** The last step that the server has taken from this page. */
export interface DoneStep {
  readonly trip_id: string;
  readonly order_id: string;
  readonly step: TripStep;
  /** The version of the trip that it led to. */
  readonly version: number;
  /** When it was answered (ms, server clock). */
  readonly at: number;
}

export interface RidePresses {
  presses: PressQueue;
  kept: PressSender<Pressed>;
  problem: RidingProblem | null;
  dismiss: () => void;
  done: DoneStep | null;
  /** The last trip that ended by a step of this page. */
  finished: Trip | null;
  forgetFinished: () => void;
  /** For an application that tracks in the background; known only to the page that began the shift. */
  trackingToken: string | null;
  /** Of doors, until their deliveries have taken them along. */
  photos: KeptPhotos;
  press: (action: RidingAction, shown: number) => void;
}

function subjectOf(action: RidingAction): string {
  switch (action.name) {
    case "set_shift":
      return SHIFT;
    case "answer_offer":
      return action.offer_id;
    default:
      return action.trip_id;
  }
}

/** Runs what riders press. In a tunnel it is kept with its key, and sent when there is a signal. */
export function useRidePresses({ home, applyTrip, dropOffer, readAgain }: FollowedHome): RidePresses {
  const setShift = useCommand("set_shift");
  const answerOffer = useCommand("answer_offer");
  const takeStep = useCommand("take_trip_step");
  const leaveTrip = useCommand("leave_trip");
  const [presses, setPresses] = useState<PressQueue>([]);
  const [problem, setProblem] = useState<RidingProblem | null>(null);
  const [done, setDone] = useState<DoneStep | null>(null);
  const [finished, setFinished] = useState<Trip | null>(null);
  const [trackingToken, setTrackingToken] = useState<string | null>(null);

  const userId = home.rider.id;
  const photos = useMemo(() => createKeptPhotos(photoDatabase, { userId, now: serverNow }), [userId]);

  const send = useCallback(
    async ({ key, action, version }: Press): Promise<Answer> => {
      setProblem(null);
      const refuse = ({ code, message }: Failure): Answer => {
        if (isNoAnswer(code)) return "unanswered";
        setProblem({ action, message });
        readAgain();
        return "refused";
      };
      switch (action.name) {
        case "set_shift": {
          const { name: _, ...shift } = action;
          const answer = await setShift(shift, { key });
          if (!answer.ok) return refuse(answer);
          if (answer.data.tracking_token !== null || !shift.on) setTrackingToken(answer.data.tracking_token);
          readAgain();
          return { ledTo: version + 1 };
        }
        case "answer_offer": {
          const { offer_id, answer: said } = action;
          const answer = await answerOffer({ offer_id, answer: said }, { key });
          if (!answer.ok && isNoAnswer(answer.code)) return "unanswered";
          dropOffer(offer_id);
          if (!answer.ok) return refuse(answer);
          if (answer.data.trip !== null) applyTrip(answer.data.trip);
          readAgain();
          return { ledTo: version + 1 };
        }
        case "take_trip_step": {
          const { name: _, ...step } = action;
          const { trip_id, order_id } = step;
          // Without a PIN, the photo stands for it, and has to be there first.
          const photo =
            step.step === "delivered" && step.pin === undefined ? await photos.find(trip_id, order_id) : null;
          if (photo !== null) {
            const sent = await sendDoorPhoto(trip_id, order_id, photo).catch(() => null);
            if (sent === null) return "unanswered";
            if (sent.kind === "refused") return refuse(failure("invalid", sent.message));
          }
          const answer = await takeStep(step, { key });
          const trip = answer.ok ? answer.data : answer.current;
          if (trip !== undefined) applyTrip(trip);
          if (!answer.ok) return refuse(answer);
          if (step.step === "delivered") void photos.forget(trip_id, order_id);
          setDone({ trip_id, order_id, step: step.step, version: answer.data.version, at: serverNow() });
          setFinished(answer.data.finished_at === null ? null : answer.data);
          readAgain();
          return { ledTo: answer.data.version };
        }
        case "leave_trip": {
          const { trip_id, reason } = action;
          const answer = await leaveTrip({ trip_id, reason }, { key });
          if (!answer.ok) return refuse(answer);
          readAgain();
          return { ledTo: version + 1 };
        }
      }
    },
    [setShift, answerOffer, takeStep, leaveTrip, photos, applyTrip, dropOffer, readAgain],
  );
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  }, [send]);
  const [kept] = useState(() =>
    createPressSender<Pressed>({
      send: (press) => latest.current(press),
      now: serverNow,
      onChange: setPresses,
    }),
  );
  const press = useCallback(
    (action: RidingAction, shown: number) =>
      void kept.press({ key: newKey(), subject: subjectOf(action), action, shown, pressedAt: serverNow() }),
    [kept],
  );
  const dismiss = useCallback(() => setProblem(null), []);
  const forgetFinished = useCallback(() => setFinished(null), []);
  return useMemo(
    () => ({ presses, kept, problem, dismiss, done, finished, forgetFinished, trackingToken, photos, press }),
    [presses, kept, problem, dismiss, done, finished, forgetFinished, trackingToken, photos, press],
  );
}
