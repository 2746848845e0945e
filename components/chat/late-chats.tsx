"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { later } from "@/components/ui/later";
import { useHydrated } from "@/hooks/browser/use-hydrated";

const loadParts = async () => (await import("./own-parts")).ownParts;
const OwnChats = lazy(later(async () => (await loadParts()).OwnChats));
const UnreadBadge = lazy(later(async () => (await loadParts()).UnreadBadge));

/** Rendered on the server, the code would belong to the first load. */
function Late({ children }: { children: ReactNode }) {
  return useHydrated() ? <Suspense>{children}</Suspense> : null;
}

export function LateOwnChats(props: { userId: string; orderIds: readonly string[] }) {
  return (
    <Late>
      <OwnChats {...props} />
    </Late>
  );
}

export function LateUnreadBadge(props: { orderId: string }) {
  return (
    <Late>
      <UnreadBadge {...props} />
    </Late>
  );
}
