"use client";

import "@/app/globals.css";
import { useEffect } from "react";
import { HYDRATED } from "@/components/shell/presses/hydrated-event";
import common from "@/messages/en/common.json";

/** Imports no component: it is part of every page's first load, and rendered without providers and messages. */
export default function GlobalError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  // The page failed before it could say so: without this, its guard would keep every press.
  useEffect(() => {
    window.dispatchEvent(new Event(HYDRATED));
  }, []);
  return (
    <html lang="en">
      <body>
        <title>{common.error.title}</title>
        <main id="main" className="state">
          <h1 className="state-title">{common.error.title}</h1>
          <p className="state-body">{common.error.body}</p>
          {error.digest === undefined ? null : <p className="state-digest">{error.digest}</p>}
          <div className="state-actions">
            <button type="button" className="button button-go button-lg" onClick={retry}>
              {common.retry}
            </button>
            <a href="/" className="button button-outline button-lg">
              {common.go_home}
            </a>
          </div>
        </main>
      </body>
    </html>
  );
}
