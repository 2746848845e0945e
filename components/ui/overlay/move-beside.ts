import { type Placement, placeBeside } from "./place-beside";

/** A content security policy does not count styles set by script as inline styles. */
export function moveBeside(floating: HTMLElement, anchor: HTMLElement, placement: Placement) {
  const { top, left } = placeBeside(
    anchor.getBoundingClientRect(),
    { width: floating.offsetWidth, height: floating.offsetHeight },
    { width: document.documentElement.clientWidth, height: window.innerHeight },
    placement,
  );
  floating.style.top = `${top}px`;
  floating.style.left = `${left}px`;
}
