import { readText } from "./preferences";

/** Whether this device also shows its alarms as a band that flashes: `true` or `false`. */
export const FLASH_KEY = "platewire.board.flash";

export const remembersFlash = () => readText("local", FLASH_KEY) === "true";
