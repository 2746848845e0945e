import { later } from "@/components/ui/later";

/** Not part of the first load, as the server renders it; fetched once the board is open. */
export const loadTicketMenu = later(async () => (await import("./ticket-menu")).TicketMenu);
