import type { FailReason, Trip, TripStep, TripStop } from "@/lib/dispatch/model/trip";

export interface StopProps {
  trip: Trip;
  /** The next one. */
  stop: TripStop;
  onStep: (step: TripStep, more?: { pin?: string; reason?: FailReason; note?: string }) => void;
  /** On a trip, an offer is looked at when the rider wants to. */
  onSeeOffer?: (() => void) | undefined;
  onFail: () => void;
}
