// In a tab of Teams: the theme is that of Teams, and whoever is not signed in is signed in.
// Read before the page is drawn, so that a dark tab does not flash; Microsoft's library comes after it.

(() => {
  const THEMES = { default: "light", dark: "dark", contrast: "contrast" };
  const KEPT = "samrad-theme";
  const PATIENCE = 15000;
  const LOOP = 60000;
  const root = document.documentElement;

  function dress(theme) {
    const name = THEMES[theme] || (theme === "glass" ? "dark" : "light");
    root.dataset.theme = name;
    try {
      sessionStorage.setItem(KEPT, name);
    } catch {
      // nothing may be kept here: the next page asks Teams again
    }
  }

  try {
    const last = sessionStorage.getItem(KEPT);
    if (last) root.dataset.theme = last;
  } catch {
    // as above
  }

  async function hello() {
    const { app } = microsoftTeams;
    const late = new Promise((_, fail) => setTimeout(() => fail(new Error("Teams does not answer")), PATIENCE));
    await Promise.race([app.initialize(), late]);
    app.registerOnThemeChangeHandler(dress);
    const context = await app.getContext();
    dress(context.app.theme);
    app.notifyAppLoaded();
    app.notifySuccess();
  }

  // What is no page of the overview may not be shown inside Teams.
  function outward() {
    for (const link of document.links) {
      if (link.origin !== location.origin || !link.pathname.startsWith("/oversikt")) {
        link.target = "_blank";
        link.rel = "noopener";
      }
    }
  }

  async function signIn(to) {
    const token = await microsoftTeams.authentication.getAuthToken().catch(() => "");
    if (!token) return "no_token";
    let answer;
    try {
      answer = await fetch(to, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ token }),
        cache: "no-store",
      });
    } catch {
      return "no_answer";
    }
    if (answer.ok) return "";
    return answer.status === 401 || answer.status === 403 ? "not_let_in" : "no_answer";
  }

  // In a frame; or, on a phone, in a view of its own that Teams has put its way of speaking into.
  const inTeams = () => window.parent !== window || "nativeInterface" in window;

  function tell(place, what) {
    for (const words of place.querySelectorAll("[data-say]")) words.hidden = words.dataset.say !== what;
    const again = document.getElementById("again");
    again.hidden = what === "wait" || what === "outside";
  }

  const justSignedIn = () => {
    const [, moment] = /^#inn-(\d+)$/.exec(location.hash) || [];
    return moment && Date.now() - Number(moment) < LOOP;
  };

  async function enter(place) {
    tell(place, "wait");
    if (!inTeams()) return tell(place, "outside");
    try {
      await hello();
    } catch {
      return tell(place, "outside");
    }
    if (justSignedIn()) {
      history.replaceState(null, "", location.pathname + location.search);
      return tell(place, "not_kept");
    }
    const fault = await signIn(place.dataset.to);
    if (fault) return tell(place, fault);
    history.replaceState(null, "", `${location.pathname}${location.search}#inn-${Date.now()}`);
    location.reload();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const place = document.getElementById("sign-in");
    if (inTeams()) outward();
    if (place) {
      document.getElementById("again").addEventListener("click", () => enter(place));
      enter(place);
      return;
    }
    if (justSignedIn()) history.replaceState(null, "", location.pathname + location.search);
    if (inTeams()) hello().catch(() => {});
  });
})();
