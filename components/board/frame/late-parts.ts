import { BoardNews } from "./board-news";
import { BoardReads } from "./board-reads";
import { KeptPresses } from "./kept-presses";
import { LostConnection } from "./lost-connection";

/** The parts that every page of a store loads right after itself. In one file, because each costs the first load a line. */
export const lateParts = { BoardNews, BoardReads, KeptPresses, LostConnection };
