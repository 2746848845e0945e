"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { moveBeside } from "@/components/ui/overlay/move-beside";
import { useRealtimeClient } from "@/hooks/realtime/realtime-context";
import { summaryOf, withArrival } from "@/lib/realtime/client/event-latency";
import { serverNow } from "@/lib/realtime/client/server-clock";

/** Shows how long the last events took to this page, at a press on `children`. Loaded once the page is live. */
export function ConnectionLatency({ children }: { children: ReactNode }) {
  const t = useTranslations("realtime.latency");
  const client = useRealtimeClient();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const arrived = useRef<readonly number[]>([]);
  const [shown, setShown] = useState(arrived.current);

  // A closed one renders nothing anew: a busy board gets many events a second.
  useEffect(
    () =>
      client.subscribeToAll((message) => {
        if (message.kind !== "event") return;
        const at = "timestamp" in message.data ? message.data.timestamp : undefined;
        arrived.current = withArrival(arrived.current, at, serverNow());
        if (isOpen) setShown(arrived.current);
      }),
    [client, isOpen],
  );

  const times = summaryOf(shown);
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        className="min-h-6 underline decoration-dotted"
        title={t("title")}
      >
        {children}
      </button>
      <span
        id={id}
        popover="auto"
        role="note"
        className="menu p-3"
        onToggle={({ newState, currentTarget }) => {
          setOpen(newState === "open");
          setShown(arrived.current);
          if (newState === "open" && button.current !== null)
            moveBeside(currentTarget, button.current, { side: "bottom", align: "start", gap: 6 });
        }}
      >
        <b className="block">{t("title")}</b>
        <span className="block">
          {times === null ? t("none") : t("times", { ...times, count: shown.length })}
        </span>
      </span>
    </>
  );
}
