"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { ZoneDraft, ZoneFault } from "@/lib/stores/client/zones-draft";
import type { DeliveringStore } from "./delivering-store";
import { ZoneFields } from "./zone-fields";

export interface ZoneLineProps {
  draft: ZoneDraft;
  name: string;
  position: number;
  isLast: boolean;
  isOpen: boolean;
  faults: readonly ZoneFault[];
  store: DeliveringStore;
  hasPlace: boolean;
  onOpen: (isOpen: boolean) => void;
  onChange: (part: Partial<ZoneDraft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function ZoneLine({
  draft,
  name,
  position,
  isLast,
  isOpen,
  faults,
  store,
  hasPlace,
  onOpen,
  onChange,
  onMove,
  onRemove,
}: ZoneLineProps) {
  const t = useTranslations("delivery.zones");
  return (
    <li className="zone-line">
      <h3 className="min-w-0 font-semibold">
        <bdi>{t("position", { position, name })}</bdi>
      </h3>
      <span className="flex gap-1">
        <IconButton
          label={t("up", { name })}
          aria-disabled={position === 1 || undefined}
          onClick={() => position > 1 && onMove(-1)}
        >
          <ArrowUp aria-hidden="true" />
        </IconButton>
        <IconButton
          label={t("down", { name })}
          aria-disabled={isLast || undefined}
          onClick={() => !isLast && onMove(1)}
        >
          <ArrowDown aria-hidden="true" />
        </IconButton>
        <IconButton label={t("remove", { name })} onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </span>
      {isOpen && (
        <ZoneFields draft={draft} faults={faults} store={store} hasPlace={hasPlace} onChange={onChange} />
      )}
      <Button
        size="sm"
        className="col-span-2 justify-self-start"
        aria-expanded={isOpen}
        aria-label={isOpen ? undefined : t("open", { name })}
        onClick={() => onOpen(!isOpen)}
      >
        {isOpen ? t("close") : t("open", { name })}
      </Button>
    </li>
  );
}
