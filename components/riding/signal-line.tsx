"use client";

import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useRiding } from "@/hooks/riding/riding-context";
import { usePressWords } from "@/hooks/riding/use-press-words";
import { waitingBySubject } from "@/lib/commands/client/press-queue";

/** One line that is always there. Ink, not red: no signal is ordinary in a tunnel, nothing is lost, and steps go on. */
export function SignalLine() {
  const t = useTranslations("rider.line");
  const pressWords = usePressWords();
  const announce = useAnnounce();
  const { isLost, presses, location, sound } = useRiding();
  const { presses: queue } = presses;
  const waiting = isLost ? queue : [...waitingBySubject(queue).values()].flat();
  const [first] = waiting;

  function sentence(): string {
    if (isLost) {
      if (first === undefined) return t("lost");
      return waiting.length === 1
        ? t("lost_one", { step: pressWords(first.action) })
        : t("lost_many", { count: waiting.length });
    }
    if (first !== undefined) return t("sending", { step: pressWords(first.action) });
    if (location === "off") return t("off_shift");
    return t(location === "on" && sound.screen === "on" ? "on_awake" : location);
  }

  const wasLost = useRef(false);
  const tell = useEffectEvent((isLost: boolean) => {
    if (isLost) announce(t("lost"));
    else if (wasLost.current) announce(t("back"));
    wasLost.current = isLost;
  });
  useEffect(() => tell(isLost), [isLost]);
  return (
    <section className="ride-line" aria-label={t("label")} data-lost={isLost || undefined}>
      {isLost && <Hourglass aria-hidden="true" />}
      <p>{sentence()}</p>
    </section>
  );
}
