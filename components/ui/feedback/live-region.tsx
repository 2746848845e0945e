"use client";

import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { type Announcement, batchAnnouncements } from "@/hooks/browser/announcement-batch";
import { type Announce, AnnounceContext } from "@/hooks/browser/use-announce";

const BURST_MS = 300;

/**
 * The regions are rendered empty first: a region inserted together with its text is not announced. `aria-live` in addition
 * to the role keeps them active while a dialog hides the rest of the page.
 */
export function LiveRegionProvider({ children }: { children: ReactNode }) {
  const [spoken, setSpoken] = useState({ status: "", alert: "" });
  const waiting = useRef<Announcement[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const announce = useCallback<Announce>((announcement) => {
    waiting.current.push(typeof announcement === "string" ? { message: announcement } : announcement);
    if (timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const burst = waiting.current;
      waiting.current = [];
      const status = batchAnnouncements(burst.filter((one) => !one.urgent));
      const alert = batchAnnouncements(burst.filter((one) => one.urgent));
      setSpoken((before) => ({
        status: status === "" ? before.status : saidAnew(status, before.status),
        alert: alert === "" ? before.alert : saidAnew(alert, before.alert),
      }));
    }, BURST_MS);
  }, []);

  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" aria-atomic="true" className="sr-only">
        {spoken.status}
      </div>
      <div role="alert" aria-live="assertive" aria-atomic="true" className="sr-only">
        {spoken.alert}
      </div>
    </AnnounceContext>
  );
}

/** Appends a no-break space to a repeated text: otherwise the DOM does not change and nothing is announced. */
function saidAnew(text: string, before: string): string {
  return text === before ? `${text}\u00a0` : text;
}
