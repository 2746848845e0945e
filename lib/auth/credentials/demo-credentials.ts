import "server-only";
import { eq, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { isDemoAddress } from "@/lib/demo/accounts";
import { isDemo } from "@/lib/env";

/** In a demo anyone can become anyone, so what a demo issued ends with demo mode. */
export function validInThisMode(madeInDemo: PgColumn): SQL | undefined {
  return isDemo() ? undefined : eq(madeInDemo, false);
}

/** Returns false for the demo's own people outside demo mode, however they signed in. */
export function mayActInThisMode(email: string): boolean {
  return isDemo() || !isDemoAddress(email);
}
