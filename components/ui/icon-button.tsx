import { Button, type ButtonProps } from "@/components/ui/button";
import { cn } from "./cn";

export interface IconButtonProps extends Omit<ButtonProps, "aria-label"> {
  label: string;
}

export function IconButton({
  label,
  className,
  variant = "ghost",
  pending,
  children,
  ...props
}: IconButtonProps) {
  return (
    <Button
      aria-label={label}
      variant={variant}
      pending={pending}
      className={cn("button-icon", className)}
      {...props}
    >
      {pending ? null : children}
    </Button>
  );
}
