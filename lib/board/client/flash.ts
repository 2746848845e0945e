/** Whether this device also shows its alarms as a band that flashes: `true` or `false`. */
export const FLASH_KEY = "platewire.board.flash";
