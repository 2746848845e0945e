/**
 * Loads the code that shows a failed press. Not part of the first load; the board fetches it once it is open, so that it is
 * available when the connection is down.
 */
export const loadTicketProblem = () => import("./ticket-problem");
