import type { ReactNode } from "react";
import type { Place } from "@/lib/geo/model/place";

/** What stands on a map. All of it keeps its size when the map is zoomed. */
export interface MapMarker {
  id: string;
  /** Where it stands when it does not move, and the place that the map fits. */
  place: Place;
  /** Called for each frame with the server's time (ms), for what moves. Leave it out under reduced motion. */
  placeAt?: ((now: number) => Place) | undefined;
  /** Decides the default drawing; `point` is a small handle. */
  kind: "rider" | "store" | "door" | "point";
  /** Says what it is to people who do not see it. */
  label: string;
  /** Stands below or above it in a box of paper. */
  caption?: string | undefined;
  captionSide?: "above" | "below" | undefined;
  /** Drawn instead of the default. */
  children?: ReactNode;
  isDimmed?: boolean | undefined;
  isSelected?: boolean | undefined;
  /** Makes it a button. */
  onPress?: (() => void) | undefined;
  /** Makes it movable by drag, and by the arrow keys (10 m, 1 m with Shift). Called at the end of a move. */
  onMove?: ((to: Place) => void) | undefined;
}

export interface MapRoute {
  id: string;
  line: readonly Place[];
  /** `passed` is pale, `ahead` is dotted, `chosen` is solid. All have the stage's colour. */
  kind: "passed" | "ahead" | "chosen";
}

export interface MapArea {
  id: string;
  /** The outline, without the first point again at its end. */
  edge: readonly Place[];
  isSelected?: boolean | undefined;
}

export interface MapContent {
  /** Names the map to people who do not see it. */
  label: string;
  markers: readonly MapMarker[];
  routes?: readonly MapRoute[] | undefined;
  areas?: readonly MapArea[] | undefined;
  /** Shown at first, and again when `fitKey` changes while nobody has moved the map. Default: all markers and routes. */
  fit?: readonly Place[] | undefined;
  /** Default: the ids of the markers. */
  fitKey?: string | undefined;
  /** Called with a pressed place. By the keyboard, Enter picks the middle of the map. */
  onPick?: ((place: Place) => void) | undefined;
  /** A picture: nobody can move it, and it is not told to people who do not see it, so that words say the same. */
  isStill?: boolean | undefined;
  /** The map lies in a page that scrolls: one finger and the wheel move the page. Default: true. */
  isInPage?: boolean | undefined;
}
