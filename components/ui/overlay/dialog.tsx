"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { DialogProps } from "./dialog-props";

const loadPanel = () => import("./dialog-panel");
const DialogPanel = lazy(async () => ({ default: (await loadPanel()).DialogPanel }));

/** Fetches its code when the page is idle, so that it is available even when the connection is down at the first press. */
export function Dialog(props: DialogProps) {
  const [wasOpened, setWasOpened] = useState(props.open);
  if (props.open && !wasOpened) setWasOpened(true);

  useEffect(() => {
    const timer = setTimeout(() => loadPanel().catch(() => undefined), 1_000);
    return () => clearTimeout(timer);
  }, []);

  if (!wasOpened) return null;
  return (
    <Suspense fallback={null}>
      <DialogPanel {...props} />
    </Suspense>
  );
}
