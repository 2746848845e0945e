import type { Route } from "@/lib/dispatch/model/plan/route";
import type { Snapshot } from "@/lib/dispatch/model/snapshot";

/** A way to dispatch. It sees what a platform knows, and returns the routes to offer now. */
export interface Policy {
  readonly name: string;
  readonly decide: (snapshot: Snapshot) => readonly Route[];
}
