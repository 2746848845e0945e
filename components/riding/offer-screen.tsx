"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback } from "react";
import { Button } from "@/components/ui/button";
import { CountdownRing } from "@/components/ui/feedback/countdown-ring";
import { later } from "@/components/ui/later";
import { useClock } from "@/hooks/browser/use-now";
import { useRiding } from "@/hooks/riding/riding-context";
import { useWhyWords } from "@/hooks/riding/use-why-words";
import { OFFER_SECONDS, type Offer } from "@/lib/dispatch/model/offer";
import { formatMoney, formatTime } from "@/lib/text/format";
import { PlaceIcon } from "./place-icon";
import { Screen } from "./screen";

const OfferMap = lazy(later(async () => (await import("./offer-map")).OfferMap));

const kilometres = (metres: number) => (metres / 1_000).toFixed(1);

interface OfferScreenProps {
  offer: Offer;
  /** Offers after this one. */
  more: number;
  /** On a trip, the offer is only looked at. */
  onBack?: (() => void) | undefined;
}

export function OfferScreen({ offer, more, onBack }: OfferScreenProps) {
  const t = useTranslations("rider.offer");
  const whyWords = useWhyWords();
  const { presses, timeZone } = useRiding();
  const { terms } = offer;
  const sum = formatMoney(terms.pay + terms.tip, terms.currency);
  const answer = presses.presses.find(({ subject }) => subject === offer.id);
  const isKept = answer !== undefined && answer.tries > 0;
  const give = (said: "accept" | "decline") => {
    if (answer === undefined) presses.press({ name: "answer_offer", offer_id: offer.id, answer: said }, 0);
  };
  const isSaid = (said: "accept" | "decline") =>
    answer?.action.name === "answer_offer" && answer.action.answer === said;
  const atDoor = new Date(Date.parse(offer.made_at) + terms.minutes * 60_000).toISOString();
  const lastDoor = terms.stops.findLastIndex(({ kind }) => kind === "drop_off");

  return (
    <Screen
      title={t("title", { pay: sum })}
      hidesTitle
      foot={
        <>
          <p className="ride-slot ride-slot-small ride-fine" aria-live="polite">
            {answer !== undefined
              ? t(isKept ? "kept" : "sending")
              : more > 0
                ? t("more", { count: more })
                : ""}
          </p>
          <Button
            variant="go"
            className="ride-go ride-accept"
            pending={isSaid("accept")}
            onClick={() => give("accept")}
          >
            {t("accept")}
          </Button>
          <Button
            className="ride-second ride-decline"
            pending={isSaid("decline")}
            onClick={() => give("decline")}
          >
            <span>{t("decline")}</span>
            <small>{t("decline_hint")}</small>
          </Button>
          {onBack !== undefined && (
            <Button className="ride-second" onClick={onBack}>
              {t("back")}
            </Button>
          )}
        </>
      }
    >
      <div className="ride-pay">
        <div>
          <p className="ride-label" aria-hidden="true">
            {t("label")}
          </p>
          <p className="ride-sum" translate="no" aria-hidden="true">
            {sum}
          </p>
          <p className="ride-lead">
            {terms.tip === 0
              ? t("no_tip")
              : t("parts", {
                  pay: formatMoney(terms.pay, terms.currency),
                  tip: formatMoney(terms.tip, terms.currency),
                })}
          </p>
          <p className="ride-fine">{t("waiting_extra")}</p>
        </div>
        <Ring offer={offer} />
      </div>
      <dl className="ride-facts">
        <div>
          <dd>{kilometres(terms.metres)}</dd>
          <dt>{t("km")}</dt>
        </div>
        <div>
          <dd>{terms.stops.length}</dd>
          <dt>{t("stops", { count: terms.stops.length })}</dt>
        </div>
        <div>
          <dd>{terms.wait_minutes}</dd>
          <dt>{t("wait")}</dt>
        </div>
        <div>
          <dd>{terms.minutes}</dd>
          <dt>{t("minutes")}</dt>
        </div>
      </dl>
      <ol className="ride-way" aria-label={t("places")}>
        {terms.stops.map((stop, place) => (
          <li key={`${stop.kind} ${stop.order_id}`} data-kind={stop.kind}>
            <PlaceIcon kind={stop.kind} />
            <div>
              <span className="sr-only">{t(stop.kind)}</span>
              <bdi>{stop.name}</bdi>
              <small>{stop.address ?? t("hidden")}</small>
            </div>
            {place === lastDoor && (
              <time dateTime={atDoor}>{t("about", { time: formatTime(atDoor, timeZone) })}</time>
            )}
          </li>
        ))}
      </ol>
      <p className="ride-why">
        <strong>{t("why")}</strong>
        <span>{whyWords(terms.reason)}</span>
      </p>
      <OfferWay stops={terms.stops} />
    </Screen>
  );
}

/** A picture of the way that the list above says in words. It takes the room that they leave, so that it covers and moves nothing. */
function OfferWay({ stops }: { stops: Offer["terms"]["stops"] }) {
  if (!stops.every(({ place }) => place !== null)) return null;
  return (
    <div className="ride-map">
      <div>
        <Suspense fallback={null}>
          <OfferMap stops={stops} />
        </Suspense>
      </div>
    </div>
  );
}

/** By the server's clock. A timer is not read out while it runs. */
function Ring({ offer }: { offer: Offer }) {
  const { renderedAt } = useRiding();
  const until = Date.parse(offer.expires_at);
  const remaining = useClock(
    useCallback((now: number) => Math.max(0, Math.ceil((until - now) / 1_000)), [until]),
    renderedAt,
  );
  return (
    <CountdownRing remaining={remaining} total={OFFER_SECONDS} size="lg" inSeconds className="ride-ring" />
  );
}
