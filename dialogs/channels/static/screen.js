// The page for a projector keeps itself up to date: it asks for itself, and takes over what is new.

const EVERY = 1500;
const TIMEOUT = 10000;

const live = document.getElementById("live");
const count = document.getElementById("count");
const lost = document.getElementById("lost");

async function look() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("live");
    if (fresh) take(page, fresh);
    lost.hidden = Boolean(fresh);
    if (answer.status === 404) return; // the key opens nothing any more
  } catch {
    lost.hidden = false;
  }
  setTimeout(look, EVERY);
}

function take(page, fresh) {
  if (fresh.dataset.version !== live.dataset.version) {
    // how many have answered changes often; only what else is new is read aloud and drawn again
    const same = stable(fresh) === stable(live);
    live.dataset.version = fresh.dataset.version;
    if (!same) live.replaceChildren(...fresh.childNodes);
    live.className = fresh.className;
    document.title = page.title;
  }
  const now = page.getElementById("count").textContent;
  if (count.textContent !== now) count.textContent = now;
}

const stable = (part) => part.dataset.version.split(":").slice(0, 2).join(":");

setTimeout(look, EVERY);
