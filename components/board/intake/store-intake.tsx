"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { PillButton } from "@/components/ui/feedback/pill";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useElement } from "@/hooks/browser/use-element";
import { useNow } from "@/hooks/browser/use-now";
import { useOwnStoreEvents } from "@/hooks/stores/use-own-store-events";
import { useStoreFacts, useStoreStatus } from "@/hooks/stores/use-store-status";
import { queueOf } from "@/lib/board/model/queue";
import { statusWithLoad } from "@/lib/stores/model/load";
import { IntakeDialog } from "./intake-dialog";
import { INTAKE_PLACE } from "./place";
import { dotOf, StatusText } from "./status-text";
import "./intake.css";

/** Loads after the page. Shows whether the store takes orders, and lets staff change it. */
export function StoreIntake() {
  const t = useTranslations("partner.intake");
  const announce = useAnnounce();
  const { tenant, renderedAt, since } = useStore();
  useOwnStoreEvents(tenant.id, since);
  const { board } = useLiveBoard();
  const now = useNow(renderedAt);
  const queue = useMemo(() => queueOf(board.orders), [board.orders]);
  const facts = useStoreFacts(tenant);
  const pressed = useStoreStatus(tenant, renderedAt);
  const status = statusWithLoad(pressed, { ...tenant, ...facts }, queue, now, (reason) =>
    t(`load.${reason}`),
  );
  const [isOpen, setOpen] = useState(false);
  const place = useElement(INTAKE_PLACE);

  const { mode } = status;
  const said = useRef(mode);
  const tell = useEffectEvent((now: typeof mode) => {
    if (said.current !== now) announce(t(`now.${now}`, { minutes: status.extra_minutes }));
    said.current = now;
  });
  useEffect(() => tell(mode), [mode]);

  if (place === null) return null;
  return createPortal(
    <>
      <PillButton
        dot={dotOf(status)}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        <StatusText status={status} intake={facts.intake} timeZone={tenant.time_zone} now={now} />
        <ChevronDown aria-hidden="true" />
      </PillButton>
      {isOpen && (
        <IntakeDialog
          store={tenant}
          status={status}
          toldReason={pressed.reason}
          onClose={() => setOpen(false)}
        />
      )}
    </>,
    place,
  );
}
