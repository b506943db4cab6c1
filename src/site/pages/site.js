// The search of the help centre. The index is a script of its own, loaded when somebody begins to
// search, because a page on a disk may not fetch anything.
"use strict";

(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const input = form.querySelector("input");
  const found = form.querySelector(".found");
  const status = form.querySelector("#Status");
  const results = form.querySelector("#Results");
  const SHOWN = 20;
  let asked = false;

  // The same as in the index: small letters, without accents.
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss");
  const wordsOf = (text) => fold(text).split(/[^\p{Alphabetic}\p{N}]+/u).filter((word) => word);

  const load = () => {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = "search-index.js";
    script.onload = show;
    document.head.append(script);
  };

  // The first place in a sorted list that is not before `word`. Bytes and letters beyond the basic
  // plane sort differently, so words are compared by code point.
  const compare = (a, b) => {
    const [one, other] = [[...a], [...b]];
    for (let at = 0; at < one.length && at < other.length; at++) {
      const difference = one[at].codePointAt(0) - other[at].codePointAt(0);
      if (difference) return difference;
    }
    return one.length - other.length;
  };
  const firstFrom = (words, word) => {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(words[middle], word) < 0) low = middle + 1; else high = middle;
    }
    return low;
  };

  // What each article scores for a word or one that begins with it.
  const score = (word) => {
    const scores = new Map();
    const { words, places, articles } = SEARCH_INDEX;
    for (let at = firstFrom(words, word); at < words.length && words[at].startsWith(word); at++) {
      const list = places[at];
      const rare = Math.log(1 + (2 * articles.length) / list.length);
      const near = words[at] === word ? 1 : 0.3 + (0.5 * word.length) / words[at].length;
      for (let next = 0; next < list.length; next += 2) {
        const value = rare * near * Math.log2(1 + list[next + 1]);
        scores.set(list[next], Math.max(value, scores.get(list[next]) || 0));
      }
    }
    return scores;
  };

  // The best articles first; those that have all words, or where there are none, those with most.
  const search = (asked) => {
    const all = new Map();
    for (const word of asked) {
      for (const [place, value] of score(word)) {
        const [count, sum] = all.get(place) || [0, 0];
        all.set(place, [count + 1, sum + value]);
      }
    }
    const most = Math.max(0, ...[...all.values()].map(([count]) => count));
    const places = [...all].filter(([, [count]]) => count === most);
    places.sort(([a, [, one]], [b, [, other]]) => other - one || a - b);
    return { places: places.map(([place]) => place), isAll: most === asked.length };
  };

  // Puts text into an element, with the words that were looked for marked.
  const mark = (element, text, asked) => {
    for (const part of text.split(/([\p{Alphabetic}\p{N}\p{M}]+)/u)) {
      const folded = fold(part);
      if (part && asked.some((word) => folded.startsWith(word))) {
        const marked = document.createElement("mark");
        marked.textContent = part;
        element.append(marked);
      } else if (part) {
        element.append(part);
      }
    }
  };

  const result = (place, asked) => {
    const [page, title, labels, summary, lang] = SEARCH_INDEX.articles[place];
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = page;
    if (lang) item.lang = lang;
    const strong = document.createElement("strong");
    mark(strong, title, asked);
    link.append(strong);
    if (labels.length) {
      const small = document.createElement("small");
      mark(small, labels.join(" · "), asked);
      link.append(" ", small);
    }
    if (summary) {
      const text = document.createElement("span");
      mark(text, summary, asked);
      link.append(text);
    }
    item.append(link);
    return item;
  };

  function show() {
    const asked = [...new Set(wordsOf(input.value))].slice(0, 20);
    if (!asked.length || typeof SEARCH_INDEX === "undefined") {
      found.hidden = true;
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    const { places, isAll } = search(asked);
    const { none, one, some, missing } = form.dataset;
    const count = places.length === 1 ? one : some.replace("{}", places.length);
    status.textContent = !places.length ? none : isAll ? count : missing;
    results.replaceChildren(...places.slice(0, SHOWN).map((place) => result(place, asked)));
    found.hidden = false;
  }

  const links = () => [...results.querySelectorAll("a")];
  const close = () => { found.hidden = true; };

  input.addEventListener("focus", () => { load(); if (input.value) show(); });
  input.addEventListener("input", () => { load(); show(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    links()[0]?.click();
  });
  form.addEventListener("keydown", (event) => {
    const at = links().indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (event.key === "Escape") {
      input.focus();
      close();
    } else if (to !== undefined && !found.hidden) {
      event.preventDefault();
      (links()[to] || (to < 0 ? input : links()[at]))?.focus();
    }
  });
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });
  form.hidden = false;

  // On a narrow screen the contents would push the text away.
  const contents = document.querySelector("details.contents");
  if (contents && matchMedia("(max-width: 64rem)").matches) contents.open = false;
})();
