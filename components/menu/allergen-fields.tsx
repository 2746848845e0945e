"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import {
  ALLERGENS,
  type Allergens,
  otherAllergens,
  STATEMENTS,
  state,
  statementOf,
} from "@/lib/menu/model/allergens";

interface AllergenFieldsProps {
  /** Distinguishes the names of the radio buttons. */
  id: string;
  value: Allergens;
  onChange: (value: Allergens) => void;
}

/** Three-way choices. What nobody stated stays unstated until somebody chooses. */
export function AllergenFields({ id, value, onChange }: AllergenFieldsProps) {
  const t = useTranslations("menu.allergens");
  const others = otherAllergens(value);
  const isComplete = ALLERGENS.every((allergen) => statementOf(value, allergen) !== null);
  const restIsFree = () =>
    onChange(
      ALLERGENS.reduce(
        (all, allergen) => (statementOf(all, allergen) === null ? state(all, allergen, "free_of") : all),
        value,
      ),
    );
  return (
    <fieldset className="menu-allergens">
      <legend className="menu-legend">{t("title")}</legend>
      <p className="menu-lead">{t("lead")}</p>
      {ALLERGENS.map((allergen) => {
        const stated = statementOf(value, allergen);
        return (
          <fieldset key={allergen} className="menu-allergen" data-unstated={stated === null || undefined}>
            <legend>{t(`name.${allergen}`)}</legend>
            <div>
              {STATEMENTS.map((statement) => (
                <label key={statement} className="menu-statement">
                  <input
                    type="radio"
                    className="choice-input"
                    name={`${id}-${allergen}`}
                    checked={stated === statement}
                    onChange={() => onChange(state(value, allergen, statement))}
                  />
                  <span>{t(statement)}</span>
                </label>
              ))}
            </div>
          </fieldset>
        );
      })}
      {others.length > 0 && <p className="menu-lead">{t("others", { words: others.join(", ") })}</p>}
      {!isComplete && <Button onClick={restIsFree}>{t("rest_free")}</Button>}
    </fieldset>
  );
}
