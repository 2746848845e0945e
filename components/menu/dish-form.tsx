"use client";

import { useTranslations } from "next-intl";
import { type DragEvent, useId, useRef, useState } from "react";
import { Plate } from "@/components/shop/plate/plate";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { Select } from "@/components/ui/form/select";
import { Textarea } from "@/components/ui/form/textarea";
import { Dialog } from "@/components/ui/overlay/dialog";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useDishPhoto } from "@/hooks/menu/use-dish-photo";
import {
  type DishDraft,
  type DraftFault,
  draftOf,
  EMPTY_DISH,
  readDraft,
} from "@/lib/menu/client/dish-draft";
import { type ItemInput, MENU_LIMITS } from "@/lib/menu/model/edit/input";
import { priceText } from "@/lib/menu/model/edit/price-text";
import { glyphOf } from "@/lib/menu/model/glyph-of";
import { GLYPHS } from "@/lib/menu/model/glyphs";
import type { MenuItem } from "@/lib/menu/model/schema";
import { rateText } from "@/lib/money/model/rates";
import type { Tenant } from "@/lib/stores/model/schema";
import { AllergenFields } from "./allergen-fields";
import { OptionFields } from "./option-fields";
import { PhotoField } from "./photo-field";

/** With the message to show, or with the dish as it was created or changed. */
export type Saved = { ok: false; message: string } | { ok: true; item: MenuItem };

export interface DishFormProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Null for a new dish. */
  item: MenuItem | null;
  category: string;
  tenant: Pick<Tenant, "id" | "slug" | "currency" | "dish_vat_bp">;
  /** The largest photo, in MB; null: this server keeps no photos. */
  photoLimitMb: number | null;
  onSave: (input: ItemInput) => Promise<Saved>;
  /** The dish changed without the form: it has another photo, or was created and its photo was not. */
  onItem: (item: MenuItem) => void;
  /** The dish as it is now, after somebody else changed it; null while it is the one of the form. */
  overtakenBy: MenuItem | null;
  onReload: () => void;
}

/** Keeps its own state, so it needs a key. What was typed stays when saving fails. */
export function DishForm({
  open,
  onOpenChange,
  item,
  category,
  tenant,
  photoLimitMb,
  onSave,
  onItem,
  overtakenBy,
  onReload,
}: DishFormProps) {
  const t = useTranslations("menu.form");
  const announce = useAnnounce();
  const id = useId();
  const { currency } = tenant;
  const [draft, setDraft] = useState<DishDraft>(() => (item === null ? EMPTY_DISH : draftOf(item, currency)));
  const [faults, setFaults] = useState<Readonly<Record<string, DraftFault>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const [isDropping, setDropping] = useState(false);
  const photo = useDishPhoto({
    tenant,
    item,
    limitMb: photoLimitMb ?? 0,
    isOpen: open,
    onChanged: onItem,
  });
  const form = useRef<HTMLDivElement>(null);
  const example = priceText(1290, currency);
  const change = (next: Partial<DishDraft>) => setDraft((before) => ({ ...before, ...next }));
  const faultOf = (field: string) => {
    const fault = faults[field];
    return fault === undefined ? undefined : t(`fault.${fault}`, { example });
  };

  async function save() {
    if (isPending || photo.isBusy) return;
    const read = readDraft(draft, currency);
    if (!read.ok) {
      setFaults(read.faults);
      // Waits until the errors are rendered.
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-fault]")?.focus(),
      );
      return;
    }
    setFaults({});
    setPending(true);
    const saved = await onSave(read.item);
    // The dish exists now, with or without its photo.
    const isWhole =
      saved.ok && (photo.state.phase !== "chosen" || (await photo.send(photo.state.file, saved.item.id)));
    setPending(false);
    setProblem(saved.ok ? null : saved.message);
    if (!saved.ok) announce({ message: saved.message, urgent: true });
    else if (isWhole) onOpenChange(false);
    else onItem(saved.item);
  }

  /** Anywhere on the form: a browser would open a file that is dropped beside the field, and the form would be gone. */
  function drop(event: DragEvent<HTMLDivElement>) {
    setDropping(false);
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file !== undefined && photoLimitMb !== null) photo.choose(file);
  }

  function dragOver(event: DragEvent<HTMLDivElement>) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setDropping(true);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      wide
      title={<bdi>{item === null ? t("title_new", { category }) : t("title_edit", { name: item.name })}</bdi>}
      footer={
        <Button variant="go" size="lg" pending={isPending || photo.isBusy} onClick={() => void save()}>
          {t(item === null ? "create" : "save")}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is the same as choosing one */}
      <div
        ref={form}
        className="menu-form"
        data-dropping={isDropping || undefined}
        onDragOver={dragOver}
        onDragLeave={() => setDropping(false)}
        onDrop={drop}
      >
        {overtakenBy !== null && (
          <Banner
            tone="warn"
            title={t("overtaken", { name: overtakenBy.name })}
            actions={<Button onClick={onReload}>{t("reload")}</Button>}
          />
        )}
        {problem !== null && overtakenBy === null && <Banner tone="danger">{problem}</Banner>}
        <Field label={t("name")} error={faultOf("name")} required>
          <Input
            dir="auto"
            value={draft.name}
            maxLength={MENU_LIMITS.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
        </Field>
        <Field label={t("description")} error={faultOf("description")} optional>
          <Textarea
            dir="auto"
            rows={2}
            maxLength={MENU_LIMITS.description}
            value={draft.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
        </Field>
        <Field
          label={t("price", { currency })}
          description={t("price_hint", { example })}
          error={faultOf("price")}
          required
        >
          <Input
            inputMode="decimal"
            value={draft.price}
            maxLength={14}
            className="max-w-40"
            onChange={(event) => change({ price: event.currentTarget.value })}
          />
        </Field>
        <div className="field">
          <span className="field-label" aria-hidden="true">
            {t("points")}
          </span>
          <NumberStepper
            label={t("points")}
            value={draft.points}
            maximum={MENU_LIMITS.points}
            onValueChange={(points) => change({ points })}
          />
          <p className="field-description">{t("points_hint")}</p>
        </div>
        <Field
          label={t("vat")}
          description={t("vat_hint", { rate: rateText(tenant.dish_vat_bp) })}
          error={faultOf("vat")}
          optional
        >
          <Input
            inputMode="decimal"
            value={draft.vat}
            maxLength={6}
            className="max-w-40"
            onChange={(event) => change({ vat: event.currentTarget.value })}
          />
        </Field>
        <div className="menu-drawing">
          <Plate glyph={glyphOf({ ...draft, category })} />
          <Field label={t("drawing")} description={t("drawing_hint")}>
            <Select
              value={draft.glyph ?? ""}
              onChange={({ currentTarget }) =>
                change({ glyph: GLYPHS.find((glyph) => glyph === currentTarget.value) ?? null })
              }
            >
              <option value="">{t("drawing_by_name")}</option>
              {GLYPHS.map((glyph) => (
                <option key={glyph} value={glyph}>
                  {t(`drawings.${glyph}`)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        {photoLimitMb !== null && (
          <PhotoField photo={item?.photo ?? null} name={draft.name} limitMb={photoLimitMb} use={photo} />
        )}
        <AllergenFields
          id={id}
          value={draft}
          onChange={({ allergens, may_contain, free_of }) => change({ allergens, may_contain, free_of })}
        />
        <OptionFields
          groups={draft.groups}
          faults={faults}
          example={example}
          onChange={(groups) => change({ groups })}
        />
      </div>
    </Dialog>
  );
}
