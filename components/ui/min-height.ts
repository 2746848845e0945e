/**
 * Returns a ref that keeps an element at least so high (CSS length; "": as high as it is). A style attribute in a page from
 * the server would be refused by the content security policy; a script may set styles.
 */
export const minHeight = (length: string) => (element: HTMLElement | null) =>
  element?.style.setProperty("min-height", length);
