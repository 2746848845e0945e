"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Dialog } from "@/components/ui/overlay/dialog";
import { MENU_LIMITS } from "@/lib/menu/model/edit/input";

export interface CategoryNameProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Null for a new category. */
  name: string | null;
  onSave: (name: string) => void;
}

/** Keeps its own state, so it needs a key. */
export function CategoryName({ open, onOpenChange, name, onSave }: CategoryNameProps) {
  const t = useTranslations("menu.category");
  const form = useTranslations("menu.form");
  const [text, setText] = useState(name ?? "");
  const [wasTried, setTried] = useState(false);
  const isMissing = text.trim() === "";

  function save(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (isMissing) return;
    onSave(text.trim());
    onOpenChange(false);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={name === null ? t("new") : <bdi>{t("rename_title", { name })}</bdi>}
    >
      <form className="menu-form" noValidate onSubmit={save}>
        <Field label={t("name")} error={wasTried && isMissing ? t("name_missing") : undefined} required>
          <Input
            dir="auto"
            value={text}
            maxLength={MENU_LIMITS.name}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </Field>
        <Button variant="go" size="lg" type="submit">
          {name === null ? t("add") : form("save")}
        </Button>
      </form>
    </Dialog>
  );
}
