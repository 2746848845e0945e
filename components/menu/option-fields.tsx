"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { v4 as newUuid } from "uuid";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { IconButton } from "@/components/ui/icon-button";
import { useAnnounce } from "@/hooks/browser/use-announce";
import type { DraftFault, GroupDraft, OptionDraft } from "@/lib/menu/client/dish-draft";
import { MENU_LIMITS } from "@/lib/menu/model/edit/input";

interface OptionFieldsProps {
  groups: readonly GroupDraft[];
  faults: Readonly<Record<string, DraftFault>>;
  /** A price as it is written here. */
  example: string;
  onChange: (groups: GroupDraft[]) => void;
}

const emptyOption = (): OptionDraft => ({ id: newUuid(), name: "", price: "" });
const emptyGroup = (): GroupDraft => ({
  id: newUuid(),
  name: "",
  minimum: 0,
  maximum: 1,
  options: [emptyOption()],
});

function moved<Thing>(list: readonly Thing[], index: number, by: -1 | 1): Thing[] {
  const thing = list[index];
  if (thing === undefined) return [...list];
  return list.toSpliced(index, 1).toSpliced(index + by, 0, thing);
}

export function OptionFields({ groups, faults, example, onChange }: OptionFieldsProps) {
  const t = useTranslations("menu.options");
  const fault = useTranslations("menu.form.fault");
  const announce = useAnnounce();
  const put = (index: number, group: GroupDraft) => onChange(groups.with(index, group));
  const nameOf = ({ name }: { name: string }) => (name.trim() === "" ? t("unnamed") : name);

  function moveOption(index: number, group: GroupDraft, from: number, by: -1 | 1) {
    const option = group.options[from];
    const to = from + by;
    if (option === undefined || to < 0 || to >= group.options.length) return;
    put(index, { ...group, options: moved(group.options, from, by) });
    announce(t("moved", { name: nameOf(option), place: to + 1, count: group.options.length }));
  }

  function moveGroup(from: number, by: -1 | 1) {
    const group = groups[from];
    const to = from + by;
    if (group === undefined || to < 0 || to >= groups.length) return;
    onChange(moved(groups, from, by));
    announce(t("moved", { name: nameOf(group), place: to + 1, count: groups.length }));
  }

  return (
    <fieldset className="menu-groups">
      <legend className="menu-legend">{t("title")}</legend>
      <p className="menu-lead">{t("lead")}</p>
      {groups.map((group, index) => (
        <div key={group.id} className="menu-group">
          <div className="menu-group-head">
            <Field label={t("group_name")} className="grow">
              <Input
                dir="auto"
                value={group.name}
                maxLength={MENU_LIMITS.name}
                onChange={(event) => put(index, { ...group, name: event.currentTarget.value })}
              />
            </Field>
            <div className="menu-dish-actions">
              <IconButton
                label={t("move_up", { name: nameOf(group) })}
                aria-disabled={index === 0 || undefined}
                onClick={() => moveGroup(index, -1)}
              >
                <ArrowUp aria-hidden="true" />
              </IconButton>
              <IconButton
                label={t("move_down", { name: nameOf(group) })}
                aria-disabled={index === groups.length - 1 || undefined}
                onClick={() => moveGroup(index, 1)}
              >
                <ArrowDown aria-hidden="true" />
              </IconButton>
              <IconButton
                label={t("remove_group", { name: nameOf(group) })}
                onClick={() => onChange(groups.filter(({ id }) => id !== group.id))}
              >
                <X aria-hidden="true" />
              </IconButton>
            </div>
          </div>
          <div className="menu-bounds">
            <span>{t("minimum")}</span>
            <NumberStepper
              label={t("minimum")}
              value={group.minimum}
              minimum={0}
              maximum={group.options.length}
              onValueChange={(minimum) =>
                put(index, { ...group, minimum, maximum: Math.max(group.maximum, minimum) })
              }
            />
            <span>{t("maximum")}</span>
            <NumberStepper
              label={t("maximum")}
              value={group.maximum}
              minimum={Math.max(1, group.minimum)}
              maximum={MENU_LIMITS.options}
              onValueChange={(maximum) => put(index, { ...group, maximum })}
            />
          </div>
          <ul className="menu-option-list">
            {group.options.map((option, at) => {
              const change = (next: Partial<OptionDraft>) =>
                put(index, { ...group, options: group.options.with(at, { ...option, ...next }) });
              return (
                <li key={option.id}>
                  <Field label={t("option_name")}>
                    <Input
                      dir="auto"
                      value={option.name}
                      maxLength={MENU_LIMITS.name}
                      onChange={(event) => change({ name: event.currentTarget.value })}
                    />
                  </Field>
                  <Field label={t("option_price")}>
                    <Input
                      inputMode="decimal"
                      value={option.price}
                      maxLength={14}
                      onChange={(event) => change({ price: event.currentTarget.value })}
                    />
                  </Field>
                  <div className="menu-dish-actions">
                    <IconButton
                      label={t("move_up", { name: nameOf(option) })}
                      aria-disabled={at === 0 || undefined}
                      onClick={() => moveOption(index, group, at, -1)}
                    >
                      <ArrowUp aria-hidden="true" />
                    </IconButton>
                    <IconButton
                      label={t("move_down", { name: nameOf(option) })}
                      aria-disabled={at === group.options.length - 1 || undefined}
                      onClick={() => moveOption(index, group, at, 1)}
                    >
                      <ArrowDown aria-hidden="true" />
                    </IconButton>
                    <IconButton
                      label={t("remove_option", { name: nameOf(option) })}
                      onClick={() =>
                        put(index, { ...group, options: group.options.filter(({ id }) => id !== option.id) })
                      }
                    >
                      <X aria-hidden="true" />
                    </IconButton>
                  </div>
                </li>
              );
            })}
          </ul>
          {faults[group.id] !== undefined && (
            <p className="field-error" tabIndex={-1} data-fault>
              {fault(faults[group.id] ?? "group", { example })}
            </p>
          )}
          {group.options.length < MENU_LIMITS.options && (
            <Button
              size="sm"
              onClick={() => put(index, { ...group, options: [...group.options, emptyOption()] })}
            >
              <Plus aria-hidden="true" />
              <span>{t("add_option")}</span>
            </Button>
          )}
        </div>
      ))}
      {groups.length < MENU_LIMITS.groups && (
        <Button onClick={() => onChange([...groups, emptyGroup()])}>
          <Plus aria-hidden="true" />
          <span>{t("add_group")}</span>
        </Button>
      )}
    </fieldset>
  );
}
