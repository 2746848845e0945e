"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { later } from "@/components/ui/later";
import type { DialogProps } from "./dialog-props";

const loadPanel = later(async () => (await import("./dialog-panel")).DialogPanel);
const DialogPanel = lazy(loadPanel);

/** Fetches its code when the page is idle, so that it is available even when the connection is down at the first press. */
export function Dialog(props: DialogProps) {
  const [wasOpened, setWasOpened] = useState(props.open);
  if (props.open && !wasOpened) setWasOpened(true);

  useEffect(() => {
    const timer = setTimeout(() => void loadPanel(), 1_000);
    return () => clearTimeout(timer);
  }, []);

  if (!wasOpened) return null;
  return (
    <Suspense fallback={null}>
      <DialogPanel {...props} />
    </Suspense>
  );
}
