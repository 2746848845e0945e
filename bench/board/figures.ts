/** Milliseconds. */
interface Times {
  p50: number;
  p95: number;
}

export interface BoardFigures {
  /** Tickets on the board, as many at the end as at the beginning. */
  open: number;
  events: number;
  perSecond: number;
  /** From the arrival of an event in the page to the frame that shows it. */
  paint: Times;
  /** From the change on the server to that frame. */
  whole: Times;
  /** The peer: from a timer to the frame that shows as many plain elements with one changed, in the same browser. */
  plain: Times;
  /** Tasks of the main thread that took more than 100 ms while the events arrived. */
  long: number;
  /** 0: none took more than 50 ms, which is the shortest that the browser reports. */
  longest: number;
}
