import { cn } from "@/components/ui/cn";

/** Decoration beside a text that says what is awaited. */
export function Spinner({ className }: { className?: string }) {
  return <span data-slot="spinner" aria-hidden="true" className={cn("spinner", className)} />;
}
