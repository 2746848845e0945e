/** `go` uses the colour of the surrounding stage (`data-stage`), or the ink colour outside of a stage. */
type Variant = "go" | "outline" | "ghost" | "danger" | "link";
/** `md` and `sm` grow to 44 px with a coarse pointer; `lg` is always 48 px. */
type Size = "sm" | "md" | "lg";

export interface ButtonVariants {
  variant?: Variant | undefined;
  size?: Size | undefined;
}

export function buttonVariants({ variant = "outline", size = "md" }: ButtonVariants): string {
  return `button button-${variant} button-${size}`;
}
