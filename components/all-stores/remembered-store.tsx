"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { usePreference } from "@/hooks/browser/use-preference";

/** The slug of the store whose pages this browser showed last. */
export const STORE_KEY = "platewire.store";

/** Leads on to the store that was open last, for people who work in several. */
export function RememberedStore({ slugs }: { slugs: readonly string[] }) {
  const router = useRouter();
  const [last] = usePreference(STORE_KEY, "");
  useEffect(() => {
    if (slugs.includes(last)) router.replace(`/partner/${last}`);
  }, [slugs, last, router]);
  return null;
}
