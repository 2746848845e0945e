"use client";

import { type ReactNode, useEffect, useState } from "react";

interface ChosenPhotoProps {
  file: Blob;
  /** The name of the dish. */
  name: string;
  /** Shown in place of a file that the browser cannot show. */
  children: ReactNode;
}

/** Previews a file of this device that is not stored yet. */
export function ChosenPhoto({ file, name, children }: ChosenPhotoProps) {
  const [shown, setShown] = useState<{ file: Blob; url: string } | null>(null);
  useEffect(() => {
    const url = URL.createObjectURL(file);
    setShown({ file, url });
    // The browser keeps the whole file in memory until then.
    return () => URL.revokeObjectURL(url);
  }, [file]);
  if (shown?.file !== file) return children;
  // biome-ignore lint/performance/noImgElement: the file is on this device, so nothing can be optimised.
  return <img src={shown.url} alt={name} onError={() => setShown(null)} />;
}
