import { NOBODY, PAGE_BUILD, PAGE_USER, type PageStatement } from "./statement";

export function stated(name: string): string {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
}

export function pageStatement(): PageStatement {
  return { user: stated(PAGE_USER), build: stated(PAGE_BUILD) };
}

/** The person for whom the page was rendered; null for a visitor. */
export function pageUser(): string | null {
  const { user } = pageStatement();
  return user === "" || user === NOBODY ? null : user;
}
