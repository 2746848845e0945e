"use client";

import type { ComponentProps } from "react";
import { useFieldControl } from "@/components/ui/field-context";
import { cn } from "@/lib/cn";

/** The platform's own select: every phone knows how to open it. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select data-slot="select" className={cn("input", className)} {...useFieldControl()} {...props} />;
}
