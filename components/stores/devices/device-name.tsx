"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { useAnnounce } from "@/hooks/browser/use-announce";
import type { ThisDevice } from "@/hooks/stores/use-this-device";
import { DEVICE_NAME_LENGTH } from "@/lib/stores/model/devices/schema";

/** An empty name is the default one again. */
export function DeviceName({ device }: { device: ThisDevice | null }) {
  const t = useTranslations("partner.devices");
  const announce = useAnnounce();
  const [typed, setTyped] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);

  function save(event: FormEvent) {
    event.preventDefault();
    if (device === null) return;
    if (typed !== null) device.setName(typed.trim());
    setTyped(null);
    setSaved(true);
    announce({ message: t("saved"), urgent: false });
  }

  return (
    <form className="device-name" noValidate onSubmit={save}>
      <Field label={t("name")} description={t(isSaved ? "saved" : "name_hint")}>
        <Input
          value={typed ?? device?.name ?? ""}
          maxLength={DEVICE_NAME_LENGTH}
          onChange={(event) => {
            setTyped(event.target.value);
            setSaved(false);
          }}
        />
      </Field>
      <Button type="submit">{t("save")}</Button>
    </form>
  );
}
