/** The tokens of a map, as `--map-<name>` in app/tokens.css and app/shop-tokens.css. */
type Token =
  | "land"
  | "building"
  | "square"
  | "road"
  | "casing"
  | "road-ink"
  | "water"
  | "water-ink"
  | "pier"
  | "park"
  | "park-ink"
  | "tree"
  | "rail"
  | "district-ink"
  | "route";
export type MapColours = Readonly<Record<Token, string>>;

/** Returns the colours at an element as they are now. MapLibre knows neither variables nor `light-dark()`. */
export function readMapColours(element: HTMLElement): MapColours {
  const probe = document.createElement("span");
  // With reduced motion, every change of a style is a very short transition, which begins with the colour that was read before.
  probe.style.transition = "none";
  element.append(probe);
  const read = (token: Token) => {
    probe.style.color = `var(--map-${token})`;
    return getComputedStyle(probe).color;
  };
  const colours: MapColours = {
    land: read("land"),
    building: read("building"),
    square: read("square"),
    road: read("road"),
    casing: read("casing"),
    "road-ink": read("road-ink"),
    water: read("water"),
    "water-ink": read("water-ink"),
    pier: read("pier"),
    park: read("park"),
    "park-ink": read("park-ink"),
    tree: read("tree"),
    rail: read("rail"),
    "district-ink": read("district-ink"),
    route: read("route"),
  };
  probe.remove();
  return colours;
}
