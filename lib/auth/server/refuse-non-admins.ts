import "server-only";
import { type Failure, failure } from "@/lib/commands/result";
import { errorText } from "@/lib/text/error-text";

export function refuseNonAdmins({ isAdmin }: { readonly isAdmin: boolean }): Failure<never> | null {
  return isAdmin ? null : failure<never>("forbidden", errorText("admins_only"));
}
