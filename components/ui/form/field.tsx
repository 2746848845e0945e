"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { Words } from "@/components/ui/words";
import { FieldContext } from "./field-context";

export interface FieldProps {
  label: ReactNode;
  description?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  optional?: boolean;
  className?: string;
  children: ReactNode;
}

export function Field({
  label,
  description,
  error,
  required = false,
  optional,
  className,
  children,
}: FieldProps) {
  const t = useTranslations("common");
  const id = useId();
  const hasDescription = Boolean(description);
  const hasError = Boolean(error);
  const wiring = useMemo(() => {
    const describedBy = [hasError && `${id}-error`, hasDescription && `${id}-description`].filter(Boolean);
    return {
      id,
      describedBy: describedBy.length > 0 ? describedBy.join(" ") : undefined,
      invalid: hasError,
      required,
    };
  }, [id, hasDescription, hasError, required]);

  return (
    <div data-slot="field" className={cn("field", className)}>
      <label htmlFor={id} className="field-label">
        <Words>{label}</Words>
        {optional && <small>{t("optional")}</small>}
      </label>
      <FieldContext value={wiring}>{children}</FieldContext>
      {hasDescription && (
        <p id={`${id}-description`} className="field-description">
          {description}
        </p>
      )}
      {hasError && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  );
}
