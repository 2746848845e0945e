export interface MapFigures {
  riders: number;
  /** How many times slower the processor was made. */
  slowed: number;
  /** Frames a second while the riders move. */
  moving: number;
  /** The longest pause between two of those frames, of 95 in 100 (ms). */
  pauseP95: number;
  /** Frames a second while the map is dragged, too. */
  dragged: number;
}
