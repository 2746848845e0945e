"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioCards } from "@/components/ui/form/radio-cards";
import type { ZoneDraft, ZoneFault } from "@/lib/stores/client/zones-draft";
import { ZONE_LIMITS } from "@/lib/stores/model/zones/schema";
import type { DeliveringStore } from "./delivering-store";

const KINDS = ["polygon", "ring"] as const;

export interface ZoneFieldsProps {
  draft: ZoneDraft;
  faults: readonly ZoneFault[];
  store: DeliveringStore;
  hasPlace: boolean;
  onChange: (part: Partial<ZoneDraft>) => void;
}

export function ZoneFields({ draft, faults, store, hasPlace, onChange }: ZoneFieldsProps) {
  const t = useTranslations("delivery.zones");
  const fault = (name: ZoneFault) => faults.includes(name) && t(`fault.${name}`);
  const { currency } = store;
  return (
    <div className="col-span-2 grid gap-4 rounded-xl bg-rail p-4">
      <Field label={t("name")} description={t("name_hint")} error={fault("name")} required>
        <Input
          value={draft.name}
          maxLength={ZONE_LIMITS.name}
          dir="auto"
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </Field>
      <RadioCards
        legend={t("kind")}
        name={`kind-${draft.id}`}
        value={draft.kind}
        onValueChange={(kind) => onChange({ kind })}
        options={KINDS.map((value) => ({ value, label: t(`kind_choice.${value}`) }))}
      />
      {draft.kind === "ring" ? (
        <Field
          label={t("radius")}
          description={!hasPlace && t("ring_needs_place")}
          error={fault("radius")}
          required
        >
          <Input
            inputMode="numeric"
            className="max-w-40"
            maxLength={6}
            value={draft.radius}
            onChange={({ target }) => onChange({ radius: target.value })}
          />
        </Field>
      ) : (
        <div className="grid gap-2">
          <p>{t("points", { count: draft.points.length })}</p>
          {(fault("points") || fault("crossed")) && (
            <p className="field-error">{fault("points") || fault("crossed")}</p>
          )}
          {draft.points.length > 0 && (
            <div className="flex flex-wrap gap-2">
              {draft.points.map((point, index) => (
                <Button
                  // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its number
                  key={`${index} of ${draft.points.length}`}
                  size="sm"
                  onClick={() => onChange({ points: draft.points.filter((one) => one !== point) })}
                >
                  {t("remove_corner", { number: index + 1 })}
                </Button>
              ))}
              <Button size="sm" variant="ghost" onClick={() => onChange({ points: [] })}>
                {t("clear")}
              </Button>
            </div>
          )}
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t("fee", { currency })} error={fault("fee")} required>
          <Input
            inputMode="decimal"
            maxLength={12}
            value={draft.fee}
            onChange={({ target }) => onChange({ fee: target.value })}
          />
        </Field>
        <Field label={t("minimum", { currency })} error={fault("minimum")} required>
          <Input
            inputMode="decimal"
            maxLength={12}
            value={draft.minimum}
            onChange={({ target }) => onChange({ minimum: target.value })}
          />
        </Field>
        <Field
          label={t("extra")}
          description={t("extra_hint", { minutes: store.delivery_minutes })}
          error={fault("extra")}
          required
        >
          <Input
            inputMode="numeric"
            maxLength={3}
            value={draft.extra}
            onChange={({ target }) => onChange({ extra: target.value })}
          />
        </Field>
      </div>
    </div>
  );
}
