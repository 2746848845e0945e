import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { clientAddress } from "@/lib/http/client-address";
import { logSecurity } from "@/lib/server/security-log";
import type { Viewer } from "./viewer";

/** Logs once per request that a page or action refused its viewer. Routes use `logRefusal`. */
export const logPageRefusal = cache(
  async (viewer: Viewer | null, reason: string, action: string): Promise<void> => {
    const address = clientAddress({ headers: await headers() });
    logSecurity("refused", { reason, action, address, user_id: viewer?.userId ?? null });
  },
);
