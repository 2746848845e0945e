/** The town that the platform's fleet rides in: its weeks begin by this clock. */
export const TOWN_TIME_ZONE = "Europe/Berlin";
/** What riders are paid in. */
export const TOWN_CURRENCY = "EUR";
