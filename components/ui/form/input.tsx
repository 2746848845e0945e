"use client";

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "./field-context";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input data-slot="input" className={cn("input", className)} {...useFieldControl()} {...props} />;
}
