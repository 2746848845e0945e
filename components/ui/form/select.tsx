"use client";

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "./field-context";

export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select data-slot="select" className={cn("input", className)} {...useFieldControl()} {...props} />;
}
