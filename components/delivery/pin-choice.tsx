export function PinChoice(_: {
  place: unknown;
  store: unknown;
  onMove: (place: { lat: number; lng: number }) => void;
}) {
  return null;
}
