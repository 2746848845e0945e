/** Runs in the page. Replaces text nodes as the translators of Chrome and Safari do, without changing their text. */
export function translateIn(root: Node): void {
  const isLeftAlone = (text: Node) =>
    text.parentElement?.closest("script, style, textarea, title, font, [translate=no]") !== null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Node[] = [];
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) texts.push(text);
  for (const text of texts) {
    if (text.textContent?.trim() === "" || isLeftAlone(text)) continue;
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.textContent = text.textContent;
    outer.append(inner);
    text.parentNode?.replaceChild(outer, text);
  }
}

/** Runs in the page. Returns the texts that React holds by their own nodes, so that translating them breaks the page. */
export function looseTextsIn(root: Node): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode())
    if (Object.keys(text).some((key) => key.startsWith("__reactFiber$")))
      found.push(`“${text.textContent}” in ${text.parentElement?.outerHTML.slice(0, 200)}`);
  return found;
}
