import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/env";

/** Stands for an e-mail address in logs and keys: the same for the same address, and useless without the server's secret. */
export function pseudonym(address: string): string {
  return createHmac("sha256", env().NEXTAUTH_SECRET ?? "development")
    .update(`pseudonym:${address}`)
    .digest("hex")
    .slice(0, 16);
}
