/** The id of the element in the bar that the control is put into. */
export const INTAKE_PLACE = "store-intake";
