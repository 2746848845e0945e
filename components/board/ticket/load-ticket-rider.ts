import { later } from "@/components/ui/later";

/** Not part of the first load, as the server renders it; fetched once the board is open. */
export const loadTicketRider = later(async () => (await import("./ticket-rider")).TicketRider);
