"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";

export function ShiftBanner() {
  const t = useTranslations("partner.shift");
  const blocked = useTranslations("states.no_sound.board");
  const { roles } = useStore();
  const { shift } = useLiveBoard();
  // Admins cannot start a shift.
  if (!roles.includes("partner")) return null;
  if (shift.sound === "unsupported")
    return (
      <section aria-label={t("menu")}>
        <Banner tone="danger" className="shift-banner" title={t("unsupported_title")}>
          {t("unsupported_body")}
        </Banner>
      </section>
    );
  if (shift.isStarted && shift.sound === "on") return null;
  const isBlocked = shift.isStarted;
  return (
    <section aria-label={t("menu")}>
      <Banner
        tone="danger"
        className="shift-banner"
        title={isBlocked ? blocked("happened") : t("banner_title")}
        actions={
          <Button variant="go" stage="none" onClick={shift.start}>
            {t(isBlocked ? "unblock" : "start")}
          </Button>
        }
      >
        {isBlocked ? blocked("todo") : t("banner_body")}
      </Banner>
    </section>
  );
}
