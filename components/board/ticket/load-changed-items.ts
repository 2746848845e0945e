import { later } from "@/components/ui/later";

/** Not part of the first load; fetched once the board is open, so that it is available when the connection is down. */
export const loadChangedItems = later(async () => (await import("./changed-items")).ChangedItems);
