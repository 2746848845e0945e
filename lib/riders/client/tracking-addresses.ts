/** `label`: a key of `rider.tracking` in the message catalogue. */
interface TrackingEntry {
  readonly label: "owntracks" | "owntracks_password" | "traccar" | "traccar_id";
  readonly text: string;
}

/** Returns what is entered in the applications that track in the background. `token` is the shift's. */
export function trackingAddresses(origin: string, token: string): TrackingEntry[] {
  return [
    { label: "owntracks", text: `${origin}/api/riders/track/owntracks` },
    { label: "owntracks_password", text: token },
    { label: "traccar", text: `${origin}/api/riders/track/osmand` },
    { label: "traccar_id", text: token },
  ];
}
