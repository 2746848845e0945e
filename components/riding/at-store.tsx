"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { Button } from "@/components/ui/button";
import { useClock } from "@/hooks/browser/use-now";
import { useRiding } from "@/hooks/riding/riding-context";
import { isAboutAllergy } from "@/lib/board/model/allergy";
import type { TripStop } from "@/lib/dispatch/model/trip";
import { PAY } from "@/lib/riders/model/pay";
import { formatDuration, formatTime } from "@/lib/text/format";
import { RideMessage } from "./late-chats";
import { Progress } from "./progress";
import { Screen } from "./screen";
import { Slot } from "./slot";
import type { StopProps } from "./stop-props";

export function AtStore({ trip, stop, onStep, onSeeOffer }: StopProps) {
  const t = useTranslations("rider.store");
  const way = useTranslations("rider.trip");
  const { timeZone } = useRiding();
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const sealed = stop.lines.length;
  const left = sealed + 1 - ticked.size;
  const toggle = (place: number) =>
    setTicked((before) => {
      const after = new Set(before);
      if (!after.delete(place)) after.add(place);
      return after;
    });
  return (
    <Screen
      title={t("say", { name: stop.name })}
      foot={
        <>
          <Slot onSeeOffer={onSeeOffer} />
          <RideMessage stop={stop} />
          <Button variant="go" className="ride-go ride-accept" onClick={() => onStep("picked_up")}>
            <span>{t("picked_up")}</span>
            <small>{left === 0 ? t("all") : t("unticked", { count: left })}</small>
          </Button>
        </>
      }
    >
      <Progress trip={trip} />
      <p className="ride-code" translate="no">
        {shortCode(stop.order_code)}
      </p>
      <p className="ride-lead">
        {stop.is_ready || stop.due_at === null
          ? way("ready")
          : way("ready_at", { time: formatTime(stop.due_at, timeZone) })}
      </p>
      <Waited stop={stop} />
      <Allergies stop={stop} />
      {stop.note !== "" && !isAboutAllergy(stop.note) && <p className="ride-note">{stop.note}</p>}
      <fieldset className="ride-lines">
        <legend className="ride-label">{t("lines")}</legend>
        {stop.lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a ticket may have the same line twice
          <label key={place} className="ride-tick">
            <input
              type="checkbox"
              className="sr-only"
              checked={ticked.has(place)}
              onChange={() => toggle(place)}
            />
            <Box />
            <b>{line.quantity}</b>
            <span className="ride-line-words">
              <bdi>{line.name}</bdi>
              {line.options.map((option) => (
                <small key={option}>{option}</small>
              ))}
              {line.note !== "" && <small className="ride-line-note">{line.note}</small>}
            </span>
          </label>
        ))}
        <label className="ride-tick">
          <input
            type="checkbox"
            className="sr-only"
            checked={ticked.has(sealed)}
            onChange={() => toggle(sealed)}
          />
          <Box />
          <b aria-hidden="true">–</b>
          <span className="ride-line-words">{t("sealed")}</span>
        </label>
      </fieldset>
    </Screen>
  );
}

function Box() {
  return (
    <span className="ride-box" aria-hidden="true">
      <Check />
    </span>
  );
}

/** The only thing on this screen that is hatched, as on the board's tickets. */
function Allergies({ stop }: { stop: TripStop }) {
  const t = useTranslations("rider.store");
  const notes = [stop.note, ...stop.lines.map(({ note }) => note)].filter(isAboutAllergy);
  if (notes.length === 0) return null;
  return (
    <div className="ride-allergy">
      <strong>{t("allergy")}</strong>
      {[...new Set(notes)].map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

function Waited({ stop: { arrived_at } }: { stop: TripStop }) {
  const t = useTranslations("rider.store");
  const { renderedAt } = useRiding();
  const since = arrived_at === null ? null : Date.parse(arrived_at);
  const seconds = useClock(
    useCallback(
      (now: number) => (since === null ? 0 : Math.max(0, Math.floor((now - since) / 1_000))),
      [since],
    ),
    renderedAt,
  );
  const free = PAY.freeWaitingMinutes * 60;
  const time = formatDuration(seconds);
  return (
    <p className="ride-fine ride-waited">
      {seconds < free ? t("wait", { time, free: formatDuration(free) }) : t("paid", { time })}
    </p>
  );
}
