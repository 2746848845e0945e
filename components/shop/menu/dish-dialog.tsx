"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Cloth } from "@/components/shop/cloth/cloth";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { Textarea } from "@/components/ui/form/textarea";
import { Dialog } from "@/components/ui/overlay/dialog";
import { useMediaQuery } from "@/hooks/browser/use-media-query";
import { groupFault, isOrderable, optionGroups, toLine, unitPrice } from "@/lib/cart/model/choice";
import { CART_LIMITS, type CartLine } from "@/lib/cart/model/schema";
import { ALLERGENS, statementOf } from "@/lib/menu/model/allergens";
import type { Glyph } from "@/lib/menu/model/glyphs";
import type { MenuItem } from "@/lib/menu/model/schema";
import type { Tenant } from "@/lib/stores/model/schema";
import { formatMoney } from "@/lib/text/format";
import { DishPlate } from "./dish-plate";
import { OptionGroupField } from "./option-group-field";

export interface DishDialogProps {
  item: MenuItem;
  glyph: Glyph;
  line?: CartLine;
  tenant: Tenant;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSave: (line: CartLine) => void;
}

/** Keeps its own state, so it needs a key. */
export function DishDialog({ item, glyph, line, tenant, open, onOpenChange, onSave }: DishDialogProps) {
  const t = useTranslations("shop.dish");
  const menu = useTranslations("shop.menu");
  const isRoomy = useMediaQuery("(min-width: 40rem)");
  const onMenu = new Set(item.options.filter(({ available }) => available).map(({ id }) => id));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(line?.option_ids.filter((id) => onMenu.has(id))),
  );
  const [quantity, setQuantity] = useState(line?.quantity ?? 1);
  const [note, setNote] = useState(line?.note ?? "");
  const [wasTried, setTried] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const groups = optionGroups(item);
  const isIncomplete = ALLERGENS.some((allergen) => statementOf(item, allergen) === null);
  const total = formatMoney(unitPrice(item, chosen) * quantity, tenant.currency);

  function save() {
    if (groups.every((group) => groupFault(group, chosen) === null)) {
      onSave(toLine(item, chosen, quantity, note));
      return;
    }
    setTried(true);
    // Waits until the errors are rendered.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("input[aria-invalid]")?.focus());
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      placement={isRoomy ? "center" : "bottom"}
      top={
        <Cloth look={tenant} className="dish-cloth">
          <DishPlate item={item} glyph={glyph} width="9rem" />
        </Cloth>
      }
      title={<bdi>{item.name}</bdi>}
      description={
        <>
          <data value={item.price} className="block text-[1.375rem] text-ink">
            {formatMoney(item.price, tenant.currency)}
          </data>
          <span className="text-[1.0625rem] text-ink">{item.description}</span>
        </>
      }
      footer={
        isOrderable(item) ? (
          <div className="flex w-full flex-wrap items-center gap-3">
            <NumberStepper
              label={t("quantity")}
              value={quantity}
              onValueChange={setQuantity}
              minimum={1}
              maximum={CART_LIMITS.quantity}
              size="lg"
            />
            <Button variant="go" size="lg" className="min-w-40 grow" onClick={save}>
              {t(line === undefined ? "add" : "save", { quantity, total })}
            </Button>
          </div>
        ) : (
          <p role="status" className="font-bold">
            {t("sold_out")}
          </p>
        )
      }
    >
      <div ref={form} className="dish-options grid grid-cols-1 gap-6">
        <div className="grid gap-1 text-soft">
          {item.allergens.length > 0 && <p>{menu("contains", { allergens: item.allergens.join(", ") })}</p>}
          {item.may_contain.length > 0 && (
            <p>{menu("may_contain", { allergens: item.may_contain.join(", ") })}</p>
          )}
          {isIncomplete && <p>{menu("unstated")}</p>}
        </div>
        {groups.map((group) => (
          <OptionGroupField
            key={group.id}
            group={group}
            chosen={chosen}
            currency={tenant.currency}
            showsFault={wasTried}
            onChange={setChosen}
          />
        ))}
        <Field label={t("note")} description={t("note_hint")} optional>
          <Textarea
            dir="auto"
            rows={2}
            maxLength={CART_LIMITS.note}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </Field>
      </div>
    </Dialog>
  );
}
