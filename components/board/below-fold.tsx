"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useState } from "react";

interface Below {
  count: number;
  late: number;
}

const NONE: Below = { count: 0, late: 0 };
/** A ticket counts as seen when this much of it is (CSS pixels): its head. */
const HEAD = 48;

function countBelow(scroller: HTMLElement): Below {
  const end = scroller.getBoundingClientRect().bottom;
  const below = [...scroller.querySelectorAll<HTMLElement>("[data-order]")].filter(
    (ticket) => ticket.getBoundingClientRect().top + HEAD > end,
  );
  return {
    count: below.length,
    late: below.filter((ticket) => ticket.dataset.urgency === "late").length,
  };
}

/** Says at a column's foot how many tickets are out of sight there, and how many of them are late. Loads after the page. */
export function BelowFold({ scroller, column }: { scroller: RefObject<HTMLElement | null>; column: string }) {
  const t = useTranslations("partner.column");
  const [below, setBelow] = useState(NONE);
  useEffect(() => {
    const { current: element } = scroller;
    if (element === null) return;
    let frame = 0;
    const count = () => {
      frame = 0;
      const now = countBelow(element);
      setBelow((before) => (before.count === now.count && before.late === now.late ? before : now));
    };
    const countSoon = () => {
      frame ||= requestAnimationFrame(count);
    };
    const resizes = new ResizeObserver(countSoon);
    const changes = new MutationObserver(countSoon);
    resizes.observe(element);
    changes.observe(element, { childList: true, subtree: true, attributeFilter: ["data-urgency"] });
    element.addEventListener("scroll", countSoon, { passive: true });
    countSoon();
    return () => {
      cancelAnimationFrame(frame);
      resizes.disconnect();
      changes.disconnect();
      element.removeEventListener("scroll", countSoon);
    };
  }, [scroller]);
  const { count, late } = below;
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="below-fold"
      aria-label={t("show_below", { count, column, late })}
      onClick={() =>
        scroller.current?.scrollBy({ top: scroller.current.clientHeight * 0.8, behavior: "smooth" })
      }
    >
      <span>{t("below", { count })}</span>
      {late > 0 && (
        <span className="late-chip">
          <span aria-hidden="true">▲</span>
          <span>{t("late", { count: late })}</span>
        </span>
      )}
      <span aria-hidden="true">▾</span>
    </button>
  );
}
