// The page's words, and the change from one language to the other without losing the conversation.

const KEY = "samrad.language";
const LOCALES = { nb: "nb-NO", nn: "nn-NO" };

let words = read(document);

export const word = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[key]);

export const language = () => document.documentElement.lang;

export const locale = () => LOCALES[language()];

// The reader's own choice counts more than the browser's setting, but less than an address that names a language.
export async function startLanguage() {
  const chosen = localStorage.getItem(KEY);
  const named = new URLSearchParams(location.search).has("lang");
  if (chosen in LOCALES && chosen !== language() && !named) await change(chosen);
}

export function offerLanguages(links, changed) {
  for (const link of links) {
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      localStorage.setItem(KEY, link.lang);
      if (link.lang === language()) return;
      if (await change(link.lang)) changed();
      else location.assign(link.href);
    });
  }
}

async function change(to) {
  const page = await fetch(`/?lang=${to}`).then((answer) => (answer.ok ? answer.text() : null), () => null);
  if (page === null) return false;
  const other = new DOMParser().parseFromString(page, "text/html");
  words = read(other);
  document.title = other.title;
  document.documentElement.lang = to;
  for (const theirs of other.querySelectorAll("[data-word]")) swap(theirs);
  for (const link of document.querySelectorAll("a[hreflang]")) mark(link, link.lang === to);
  history.replaceState(null, "", `?lang=${to}`);
  return true;
}

function swap(theirs) {
  const ours = document.querySelector(`[data-word="${theirs.dataset.word}"]`);
  for (const name of ["aria-label", "placeholder"]) {
    if (theirs.hasAttribute(name)) ours.setAttribute(name, theirs.getAttribute(name));
  }
  if (theirs.textContent.trim() && !theirs.childElementCount) ours.textContent = theirs.textContent;
}

function mark(link, current) {
  if (current) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}

function read(page) {
  return JSON.parse(page.getElementById("words").textContent);
}
