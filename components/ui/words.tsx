import type { ReactNode } from "react";

/**
 * Gives text an element of its own beside other content. Translators of browsers replace text nodes; React can still
 * change, move and remove the element. Elements pass unchanged.
 */
export function Words({ children }: { children: ReactNode }): ReactNode {
  return typeof children === "string" || typeof children === "number" ? <span>{children}</span> : children;
}
