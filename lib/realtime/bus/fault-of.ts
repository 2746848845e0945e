/** Shortens the SDK's errors for the logger: they quote the whole command with people's data. */
export function faultOf(error: unknown): string {
  return String(error).split(", command was")[0]?.slice(0, 200) ?? "";
}
