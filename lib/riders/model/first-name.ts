/** The part of a name that strangers are shown. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
