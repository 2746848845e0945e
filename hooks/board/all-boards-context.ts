"use client";

import { createContext } from "react";
import type { LiveBoard } from "./live-board-context";
import type { StoreView } from "./store-context";

export interface OneOfAll extends Pick<LiveBoard, "board" | "actions"> {
  readonly view: StoreView;
}

/** The boards of several stores, each added by its own part. */
export const AllBoardsContext = createContext<readonly OneOfAll[]>([]);
