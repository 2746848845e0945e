/** The key of sessionStorage under which a tab keeps that a shift is on at the store whose id follows. */
export const SHIFT_KEY = "platewire.shift.";
