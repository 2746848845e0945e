"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { showToast } from "@/hooks/browser/show-toast";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { kindOf, type NoticeKind, OUTER_CHANNELS, type OuterChannel } from "@/lib/notifications/model/kinds";
import {
  mergedPreferences,
  type Preferences,
  preferenceChanges,
} from "@/lib/notifications/model/preferences";

interface KindProps {
  kind: NoticeKind;
  channels: readonly OuterChannel[];
  preferences: Preferences;
  onChange: (next: Preferences) => void;
}

function KindChoice({ kind, channels, preferences, onChange }: KindProps) {
  const t = useTranslations("notifications.preferences");
  const chosen = preferences.kinds[kind];
  const { required } = kindOf(kind);
  return (
    <fieldset className="grid gap-x-4 border-t border-hair pt-3 sm:grid-cols-[1fr_11rem_11rem] sm:items-center">
      <legend className="float-left font-semibold">{t(`kind.${kind}`)}</legend>
      {channels.map((channel) => {
        const isRequired = required.includes(channel);
        return (
          <Checkbox
            key={channel}
            label={t(`channel.${channel}`)}
            description={isRequired ? t("required") : undefined}
            checked={chosen[channel]}
            disabled={isRequired}
            onChange={({ target }) =>
              onChange({
                ...preferences,
                kinds: { ...preferences.kinds, [kind]: { ...chosen, [channel]: target.checked } },
              })
            }
          />
        );
      })}
    </fieldset>
  );
}

const NIGHT = { from: "22:00", to: "07:00" };

function QuietHours({
  preferences,
  zones,
  onChange,
}: {
  preferences: Preferences;
  zones: readonly string[];
  onChange: (next: Preferences) => void;
}) {
  const t = useTranslations("notifications.preferences");
  const id = useId();
  const { quiet_hours: quiet, time_zone } = preferences;
  return (
    <fieldset className="grid gap-3 border-t border-hair pt-4" aria-describedby={`${id}-hint`}>
      <legend className="float-left font-semibold">{t("quiet")}</legend>
      <p id={`${id}-hint`} className="text-sm text-soft">
        {t("quiet_hint")}
      </p>
      <Checkbox
        label={t("quiet_on")}
        checked={quiet !== null}
        onChange={({ target }) => onChange({ ...preferences, quiet_hours: target.checked ? NIGHT : null })}
      />
      {quiet !== null && (
        <div className="grid gap-4 sm:grid-cols-[8rem_8rem_1fr]">
          <Field label={t("quiet_from")} error={quiet.from === quiet.to ? t("same_times") : undefined}>
            <Input
              type="time"
              required
              value={quiet.from}
              onChange={({ target }) =>
                onChange({ ...preferences, quiet_hours: { ...quiet, from: target.value } })
              }
            />
          </Field>
          <Field label={t("quiet_to")}>
            <Input
              type="time"
              required
              value={quiet.to}
              onChange={({ target }) =>
                onChange({ ...preferences, quiet_hours: { ...quiet, to: target.value } })
              }
            />
          </Field>
          <Field label={t("zone")}>
            <Select
              value={time_zone}
              onChange={({ target }) => onChange({ ...preferences, time_zone: target.value })}
            >
              {[...new Set([time_zone, ...zones])].map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll("_", " ")}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
    </fieldset>
  );
}

interface PanelProps {
  preferences: Preferences;
  kinds: readonly NoticeKind[];
  zones: readonly string[];
  sendsMail: boolean;
}

/** Lets a person choose where their notifications go besides the bell. */
export function PreferencesPanel({ preferences: atFirst, kinds, zones, sendsMail }: PanelProps) {
  const t = useTranslations("notifications.preferences");
  const changePreferences = useCommand("change_notification_preferences");
  const [stored, setStored] = useState(atFirst);
  const [preferences, setDraft] = useState(atFirst);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const channels = OUTER_CHANNELS.filter((channel) => channel !== "email" || sendsMail);

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    startTransition(async () => {
      // The changes alone: this tab may be old, and mail may have been stopped meanwhile by a link in a mail.
      const changes = preferenceChanges(stored, preferences);
      const result = await changePreferences(changes, { key: newKey() }).catch(() => null);
      if (result?.ok !== true) {
        setProblem(result?.message ?? t("no_answer"));
        return;
      }
      setProblem(null);
      setStored(result.data);
      setDraft((draft) => mergedPreferences(result.data, preferenceChanges(preferences, draft)));
      showToast((toast) => toast(t("saved")));
    });
  };

  return (
    <Card id="notifications" className="grid gap-4">
      <header>
        <h2 className="text-xl">{t("title")}</h2>
        <p className="mt-1 text-soft">{t("lead")}</p>
        {!sendsMail && <p className="mt-1 text-soft">{t("no_mail")}</p>}
      </header>
      <form onSubmit={save} className="grid gap-4">
        {kinds.map((kind) => (
          <KindChoice
            key={kind}
            kind={kind}
            channels={channels}
            preferences={preferences}
            onChange={setDraft}
          />
        ))}
        <QuietHours preferences={preferences} zones={zones} onChange={setDraft} />
        {problem !== null && <Banner tone="danger">{problem}</Banner>}
        <Button type="submit" variant="go" pending={isPending} className="justify-self-start">
          {t("save")}
        </Button>
      </form>
    </Card>
  );
}
