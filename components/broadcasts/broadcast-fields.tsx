"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { Textarea } from "@/components/ui/form/textarea";
import {
  AUDIENCES,
  CONTENT_LENGTH,
  DURATION_AT_MOST,
  PRIORITIES,
  SEVERITIES,
  TITLE_LENGTH,
} from "@/lib/broadcasts/model/schema";
import type { Draft } from "./draft";

interface FieldsProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  errors: Readonly<Record<string, string>>;
  /** What has begun stays as it began. */
  hasBegun: boolean;
}

export function BroadcastFields({ draft, change, errors, hasBegun }: FieldsProps) {
  const t = useTranslations("broadcasts.admin");
  const isMaintenance = draft.kind === "maintenance";
  return (
    <>
      {!isMaintenance && (
        <Field label={t("title_field")} required error={errors.title}>
          <Input
            value={draft.title}
            maxLength={TITLE_LENGTH}
            onChange={({ target }) => change({ title: target.value })}
          />
        </Field>
      )}
      <Field
        label={t(isMaintenance ? "reason" : "content")}
        description={t("plain")}
        required
        error={errors.reason ?? errors.content}
      >
        <Textarea
          rows={3}
          value={draft.content}
          maxLength={CONTENT_LENGTH}
          onChange={({ target }) => change({ content: target.value })}
        />
      </Field>
      {isMaintenance ? (
        <MaintenanceFields draft={draft} change={change} errors={errors} />
      ) : (
        <NewsFields draft={draft} change={change} errors={errors} />
      )}
      {!hasBegun && (
        <Field label={t("starts_at")} description={t("starts_at_hint")} error={errors.starts_at}>
          <Input
            type="datetime-local"
            value={draft.startsAt}
            onChange={({ target }) => change({ startsAt: target.value })}
          />
        </Field>
      )}
    </>
  );
}

type Part = Omit<FieldsProps, "hasBegun">;

function MaintenanceFields({ draft, change, errors }: Part) {
  const t = useTranslations("broadcasts.admin");
  return (
    <>
      <Field label={t("duration")} required error={errors.duration}>
        <Input
          type="number"
          min={1}
          max={DURATION_AT_MOST}
          value={draft.duration}
          onChange={({ target }) => change({ duration: target.value })}
        />
      </Field>
      <Checkbox
        label={t("planned")}
        description={t("planned_hint")}
        checked={draft.planned}
        onChange={({ target }) => change({ planned: target.checked })}
      />
    </>
  );
}

function NewsFields({ draft, change, errors }: Part) {
  const t = useTranslations("broadcasts.admin");
  const isUpdate = draft.kind === "system_update";
  return (
    <>
      <Field label={t("audience")} description={t("audience_hint")}>
        <Select
          value={draft.audience}
          onChange={({ target }) => {
            const audience = AUDIENCES.find((one) => one === target.value);
            if (audience !== undefined) change({ audience });
          }}
        >
          {AUDIENCES.map((one) => (
            <option key={one} value={one}>
              {t(`audiences.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {isUpdate ? (
        <Field label={t("severity")}>
          <Select
            value={draft.severity}
            onChange={({ target }) => {
              const severity = SEVERITIES.find((one) => one === target.value);
              if (severity !== undefined) change({ severity });
            }}
          >
            {SEVERITIES.map((one) => (
              <option key={one} value={one}>
                {t(`severities.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <Field label={t("priority")}>
          <Select
            value={draft.priority}
            onChange={({ target }) => {
              const priority = PRIORITIES.find((one) => one === target.value);
              if (priority !== undefined) change({ priority });
            }}
          >
            {PRIORITIES.map((one) => (
              <option key={one} value={one}>
                {t(`priorities.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Checkbox
        label={t("requires_action")}
        description={t("requires_action_hint")}
        checked={draft.requiresAction}
        onChange={({ target }) => change({ requiresAction: target.checked })}
      />
      <Field label={t("ends_at")} description={t("ends_at_hint")} error={errors.ends_at}>
        <Input
          type="datetime-local"
          value={draft.endsAt}
          onChange={({ target }) => change({ endsAt: target.value })}
        />
      </Field>
    </>
  );
}
