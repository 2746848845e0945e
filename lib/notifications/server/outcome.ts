import "server-only";

/** What became of one attempt to send a message. `reason` is for the log and for admins, and names no endpoint. */
export type Outcome =
  | { readonly kind: "sent" }
  /** The endpoint no longer exists. */
  | { readonly kind: "gone" }
  /** The service asks not to be called before `at` (ms). */
  | { readonly kind: "later"; readonly at: number; readonly reason: string }
  /** It was not sent, and may be tried again. */
  | { readonly kind: "retry"; readonly reason: string }
  /** The service will never accept it. */
  | { readonly kind: "rejected"; readonly reason: string }
  /** It may have been sent: docs/decisions/0110. */
  | { readonly kind: "unsure"; readonly reason: string };
