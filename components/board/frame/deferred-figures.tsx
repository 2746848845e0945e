"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { later } from "@/components/ui/later";

/** The server renders it, so its code may come after the rest. */
const BoardFigures = lazy(later(async () => (await import("./board-figures")).BoardFigures));

/** React removes what the server rendered when the board changes before the code has come. */
function Place() {
  const t = useTranslations("partner.figures");
  return (
    <dl className="figures invisible">
      {(["orders", "accept", "late"] as const).map((figure) => (
        <div key={figure} className={`figures-${figure}`}>
          <dt>{t(figure)}</dt>
          <dd>0:00</dd>
        </div>
      ))}
    </dl>
  );
}

export function DeferredFigures() {
  return (
    <Suspense fallback={<Place />}>
      <BoardFigures />
    </Suspense>
  );
}
