import { type Placement, placeBeside } from "./place-beside";

/** Moves a shown popover to its anchor. Styles set by script are not inline styles to a content security policy. */
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
