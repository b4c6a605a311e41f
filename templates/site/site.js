"use strict";
// What a page does beyond showing itself: a search in its facts, a choice of markets. Without it all of both is shown.

// The page's fragment, so that a search or a choice can be sent as a link.
function held() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function hold(text) {
  history.replaceState(null, "", text ? "#" + encodeURIComponent(text) : location.pathname + location.search);
}

// Small letters without accents.
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

// Words as one types them: small letters and digits with a space between and before.
function folded(text) {
  return " " + plain(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// What is searched in, as words and as it stands.
function searchable(text) {
  return { words: folded(text), text: plain(text) };
}

// A row as it is searched: what is to be seen of it, the title of its source, and apart from them the id, whose letters
// stand for something else.
function searched(row) {
  const id = row.querySelector("code").textContent;
  const title = row.querySelector(".title");
  const seen = [...row.cells].map((cell) => cell.textContent.replace(id, "").replace(title.textContent, ""));
  return { row, id, title, seen: searchable(seen.join(" ")), all: searchable(seen.join(" ") + " " + title.textContent) };
}

// Words count from their beginnings; scripts without spaces (Han, Kana, Hangul with its particles) anywhere.
function begins(words, word) {
  return words.includes(/^[ -~]*$/.test(word) ? " " + word : word);
}

// Is the typed one there? Signs between words and around them do not count, but what is more than that, or no word at
// all, must stand there as it is.
function holds(found, typed) {
  const words = folded(typed).split(" ").filter(Boolean);
  const odd = !words.length || /[^\p{L}\p{N}\p{M}\p{Pd}'"‘’“”„«».,:;!?¿¡…()[\]/&%$€·–]/u.test(typed);
  return words.every((word) => begins(found.words, word)) && (!odd || found.text.includes(plain(typed)));
}

function search(field) {
  const rows = [...document.querySelectorAll("#found tbody tr")].map(searched);
  const count = document.getElementById("count");
  const all = count.textContent;
  function show() {
    const typed = field.value.trim();
    const words = typed.split(/\s+/).filter(Boolean);
    let number = 0;
    for (const { row, id, title, seen, all } of rows) {
      const named = typed.includes("-") && id.includes(typed);
      const found = named || words.every((word) => holds(all, word));
      row.hidden = !found;
      // Where it was found by its title, that is shown.
      title.hidden = named || !found || words.every((word) => holds(seen, word));
      number += found;
    }
    count.textContent = words.length ? `${number} of ${all}` : all;
  }
  function restore() {
    const text = held();
    field.value = text.startsWith("q=") ? text.slice(2) : "";
    show();
  }
  field.addEventListener("input", () => {
    hold(field.value && "q=" + field.value);
    show();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      field.value = "";
      hold("");
      show();
    }
  });
  addEventListener("hashchange", restore);
  field.closest("[role=search]").hidden = false;
  restore();
}

function choose(picker) {
  const boxes = [...picker.querySelectorAll("input")];
  const count = document.getElementById("count");
  const rows = [...document.querySelectorAll(".wide tr")];
  const contrasts = [...document.querySelectorAll(".contrast")];
  const marks = [...document.querySelectorAll(".cite")];
  const notes = [...document.querySelectorAll(".note")];
  const lists = [...document.querySelectorAll(".notes")];
  function show() {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    boxes.forEach((box, n) => {
      for (const row of rows) row.cells[n + 1].hidden = !box.checked;
    });
    for (const contrast of contrasts) {
      const sentences = [...contrast.querySelectorAll("[data-markets]")];
      for (const sentence of sentences) {
        sentence.hidden = !sentence.dataset.markets.split(" ").every((code) => chosen.includes(code));
      }
      contrast.hidden = sentences.filter((sentence) => !sentence.hidden).length < 2;
    }
    document.querySelectorAll(".contrasts").forEach((all) => {
      all.hidden = contrasts.every((contrast) => contrast.hidden);
    });
    count.textContent = chosen.length ? `${chosen.length} of ${boxes.length} markets` : "Choose the markets to compare.";
    document.querySelector(".side").hidden = !chosen.length;
    // Of the notes, those of what is shown.
    const cited = new Set(marks.filter((mark) => !mark.closest("[hidden]")).map((m) => m.getAttribute("popovertarget")));
    for (const note of notes) note.hidden = !cited.has(note.id);
    for (const list of lists) list.closest("section").hidden = !cited.size;
  }
  function restore() {
    const wanted = held().split(",");
    const named = boxes.filter((box) => wanted.includes(box.value));
    const chosen = named.length ? named : boxes.slice(0, Number(picker.dataset.chosen));
    for (const box of boxes) box.checked = chosen.includes(box);
    show();
  }
  picker.addEventListener("change", () => {
    hold(boxes.filter((box) => box.checked).map((box) => box.value).join(","));
    show();
  });
  addEventListener("hashchange", restore);
  picker.hidden = false;
  restore();
}

const field = document.getElementById("search");
if (field) search(field);
const picker = document.querySelector(".pick");
if (picker) choose(picker);

// As on many sites, a slash leads to the search.
addEventListener("keydown", (event) => {
  const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (field) field.focus();
  else document.querySelector('.top a[href$="facts.html"]').click();
});
