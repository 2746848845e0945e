"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, type MouseEvent, startTransition, useEffect } from "react";

export interface PageLinkProps extends ComponentProps<"a"> {
  /** A path of this site. */
  href: string;
  /** False where a page has many links that are rarely followed. */
  prefetch?: boolean;
}

function isOwnPress(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { target } = event.currentTarget;
  const opensElsewhere =
    event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
  return !event.defaultPrevented && !opensElsewhere && (target === "" || target === "_self");
}

/** Opens a page of this site without a load, as `next/link` does, for pages whose first load has no room for its 4 kB. */
export function PageLink({ href, prefetch = true, onClick, ...props }: PageLinkProps) {
  const router = useRouter();
  useEffect(() => {
    if (prefetch) router.prefetch(href);
  }, [router, href, prefetch]);
  return (
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (!isOwnPress(event)) return;
        event.preventDefault();
        startTransition(() => router.push(href));
      }}
      {...props}
    />
  );
}
