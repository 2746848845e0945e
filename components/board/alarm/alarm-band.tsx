"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { Button } from "@/components/ui/button";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { type RaisedAlarm, useRaisedAlarms, withdrawAlarms } from "@/hooks/board/raised-alarms";
import { useFocusToHeading } from "@/hooks/browser/use-focus-to-heading";
import { usePreference } from "@/hooks/browser/use-preference";
import { usePressStart } from "@/hooks/browser/use-press-start";
import { useRootFlag } from "@/hooks/browser/use-root-flag";
import { FLASH_KEY } from "@/lib/board/client/flash";
import type { WaitingOrders } from "./use-waiting-alarm";
import "./alarm-band.css";

/** As many as a glance can take. */
const SHOWN = 3;

interface Shown {
  /** The ids of the orders that ring. While there are any, the press silences them and nothing else. */
  readonly ringing: ReadonlySet<string>;
  /** The alarms that the band names and that a press may take for seen. */
  readonly raised: readonly RaisedAlarm[];
}

/**
 * Says in words what the tones say, over the width of the screen, until somebody has seen it. It lies over the bar of the
 * store, so that no ticket moves or is covered. Screen readers get the same news from the alert region.
 */
export function AlarmBand({ waiting }: { waiting: WaitingOrders }) {
  const news = useTranslations("partner.news");
  const { alarm } = useLiveBoard();
  const raised = useRaisedAlarms();
  const ringing = alarm.ringing.map(
    ({ id, order_code }): RaisedAlarm => ({
      key: `ringing ${id}`,
      kind: "order_new",
      text: news("arrived_said", { code: shortCode(order_code) }),
    }),
  );
  const all = [...ringing, ...raised.toReversed()];
  if (all.length === 0) return null;
  const named = all.slice(0, SHOWN);
  const shown = {
    ringing: new Set(alarm.ringing.map(({ id }) => id)),
    raised: named.filter((one) => raised.includes(one)),
  };

  function press(pressed: Shown) {
    if (pressed.ringing.size === 0) {
      waiting.seen(pressed.raised);
      withdrawAlarms((one) => pressed.raised.includes(one));
      return;
    }
    const orders = alarm.ringing.filter(({ id }) => pressed.ringing.has(id));
    if (orders.length > 0) alarm.silence(orders);
  }
  return <Band named={named} more={all.length - named.length} shown={shown} onPress={press} />;
}

interface BandProps {
  named: readonly RaisedAlarm[];
  more: number;
  shown: Shown;
  /** Gets what the band showed when the press began: an order that arrives under the finger was not meant. */
  onPress: (pressed: Shown) => void;
}

function Band({ named, more, shown, onPress }: BandProps) {
  const t = useTranslations("partner.alarm");
  const shift = useTranslations("partner.shift");
  const band = useRef<HTMLElement>(null);
  useFocusToHeading(band);
  useRootFlag("data-alarm-band");
  const press = usePressStart(shown, onPress);
  const isRinging = shown.ringing.size > 0;
  return (
    <section
      ref={band}
      className="alarm-band"
      aria-label={t("band")}
      data-ringing={isRinging || undefined}
      data-technical={named.every(({ kind }) => kind === "printer_fault") || undefined}
    >
      {/* The key begins the flashing anew. The button stays, with the focus and a press that has begun. */}
      <ul key={named[0]?.key}>
        {named.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
        {more > 0 && <li>{t("more", { count: more })}</li>}
      </ul>
      <Button
        size="lg"
        {...press}
        // The focus stays in the bar of the store: without it the band would move away under the pointer.
        onMouseDown={(event) => event.preventDefault()}
      >
        {isRinging ? shift("silence") : t("seen")}
      </Button>
    </section>
  );
}

/** Alarms of one store are not shown on the pages of another, nor old ones when flashing is turned on again. */
export function ForgetAlarms() {
  const [flash] = usePreference(FLASH_KEY, "false");
  // biome-ignore lint/correctness/useExhaustiveDependencies: forgets with each change of the preference
  useEffect(() => () => withdrawAlarms(() => true), [flash]);
  return null;
}
