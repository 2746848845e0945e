/** Formatters cost far more to create than to use. */
export function cached<Formatter>(make: (locale: string, option: string) => Formatter) {
  const made = new Map<string, Formatter>();
  return (locale: string, option = ""): Formatter => {
    const key = `${locale} ${option}`;
    const formatter = made.get(key) ?? make(locale, option);
    made.set(key, formatter);
    return formatter;
  };
}
