import { cn } from "@/components/ui/cn";

/** Decorative: the text beside it says what is loading. */
export function Spinner({ className }: { className?: string }) {
  return <span data-slot="spinner" aria-hidden="true" className={cn("spinner", className)} />;
}
