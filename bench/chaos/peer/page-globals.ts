import { EventSource } from "eventsource";
import { Window } from "happy-dom";

/** What the peer's client expects of a browser. Imported before anything of React. */

const window = new Window({ url: "http://localhost/" });
Object.assign(globalThis, { window, document: window.document, EventSource });
