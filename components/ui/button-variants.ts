/** `go` takes the colour of the stage it stands in (`data-stage`), and ink outside of every stage. */
type Variant = "go" | "outline" | "ghost" | "danger" | "link";
/** `md` and `sm` grow to 44 px under a finger; `lg` is 48 px everywhere. */
type Size = "sm" | "md" | "lg";

export interface ButtonVariants {
  variant?: Variant | undefined;
  size?: Size | undefined;
}

export function buttonVariants({ variant = "outline", size = "md" }: ButtonVariants): string {
  return `button button-${variant} button-${size}`;
}
