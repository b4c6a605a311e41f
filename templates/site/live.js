"use strict";
// While the dossier is served to its curator: the page is loaded anew once the site has changed. It keeps its place.

async function version() {
  const answer = await fetch("/version", { cache: "no-store" });
  return answer.text();
}

async function watch() {
  const shown = await version();
  setInterval(async () => {
    try {
      if ((await version()) !== shown) location.reload();
    } catch {
      // The server has stopped: what is shown stays.
    }
  }, 1000);
}

watch();
