import { cva, type VariantProps } from "class-variance-authority";

/** `go` takes the colour of the stage it stands in (`data-stage`), and ink outside of every stage. */
export const buttonVariants = cva("button", {
  variants: {
    variant: {
      go: "button-go",
      outline: "button-outline",
      ghost: "button-ghost",
      danger: "button-danger",
      link: "button-link",
    },
    /** `md` and `sm` grow to 44 px under a finger; `lg` is 48 px everywhere. */
    size: { sm: "button-sm", md: "button-md", lg: "button-lg" },
  },
  defaultVariants: { variant: "outline", size: "md" },
});

export type ButtonVariants = VariantProps<typeof buttonVariants>;
