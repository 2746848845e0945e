import "server-only";
import type { CSSProperties } from "react";

interface Link {
  readonly label: string;
  readonly href: string;
}

interface Props {
  readonly title: string;
  readonly message: string;
  readonly open: Link;
  /** Says why the person gets this mail, and how it is stopped. */
  readonly footer: { readonly why: string; readonly links: readonly Link[] };
}

/** Colours of the light theme: mail programs ignore variables, and most of them turn colours round by themselves. */
const STYLES = {
  page: {
    margin: 0,
    padding: 24,
    background: "#f4f4f2",
    color: "#1b1b1a",
    font: "16px/1.5 system-ui,sans-serif",
  },
  card: {
    maxWidth: "32rem",
    margin: "0 auto",
    padding: 24,
    border: "1px solid #d9d9d4",
    borderRadius: 8,
    background: "#fff",
    // A word of two hundred letters would widen the page of a phone.
    overflowWrap: "anywhere",
  },
  brand: { margin: "0 0 16px", fontWeight: 800 },
  title: { margin: "0 0 8px", fontSize: 20, lineHeight: 1.3 },
  line: { margin: "0 0 12px" },
  action: { margin: "20px 0 0" },
  button: {
    display: "inline-block",
    padding: "12px 20px",
    borderRadius: 8,
    background: "#1b1b1a",
    color: "#fff",
    fontWeight: 700,
    textDecoration: "none",
  },
  footer: { maxWidth: "32rem", margin: "16px auto 0", color: "#5c5c57", fontSize: 14 },
  link: { color: "inherit" },
} as const satisfies Record<string, CSSProperties>;

/** Empty lines are the space between paragraphs. */
const paragraphsOf = (message: string) => message.split(/[\r\n]+/).filter((line) => line.trim() !== "");

/** A notification as a mail. React escapes the texts, which people have written. */
export function NotificationMail({ title, message, open, footer }: Props) {
  return (
    <html lang="en">
      {/* biome-ignore lint/style/noHeadElement: a mail is no page of Next */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
      </head>
      <body style={STYLES.page}>
        <div style={STYLES.card}>
          <p style={STYLES.brand}>Platewire</p>
          <h1 style={STYLES.title}>{title}</h1>
          {paragraphsOf(message).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a mail never changes
            <p key={index} style={STYLES.line}>
              {line}
            </p>
          ))}
          <p style={STYLES.action}>
            <a href={open.href} style={STYLES.button}>
              {open.label}
            </a>
          </p>
        </div>
        <div style={STYLES.footer}>
          <p>{footer.why}</p>
          {footer.links.map(({ label, href }) => (
            <p key={href}>
              <a href={href} style={STYLES.link}>
                {label}
              </a>
            </p>
          ))}
        </div>
      </body>
    </html>
  );
}
