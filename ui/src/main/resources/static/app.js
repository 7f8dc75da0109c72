// Keys, theme, copying, menus and the live refresh. Everything works without it, only less comfortably.
(() => {
  'use strict';
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const say = (text) => { $('announce').textContent = text; };

  // Theme: the server sets data-theme from the cookie, so there is no flash.
  function toggleTheme() {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    document.cookie = 'midwatch-theme=' + root.dataset.theme + ';path=/;max-age=31536000;samesite=lax';
  }

  // Who wants times in the zone of this browser gets them in the one it is in now.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (root.dataset.zone && root.dataset.zone !== zone && !document.cookie.includes('midwatch-zone=browser:' + zone)) {
    document.cookie = 'midwatch-zone=browser:' + zone + ';path=/;max-age=31536000;samesite=lax';
    location.reload();
  }
  if ($('own-zone') && zone) {
    $('own-zone').value = 'browser:' + zone;
    $('own-zone').textContent = 'This browser’s, ' + zone;
    $('own-zone').hidden = false;
  }

  // The clipboard API is absent on plain http with a host name: fall back to a selected textarea.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    say('Copied');
  }

  // Says so on the button too, for a moment.
  function said(button) {
    const words = button.firstChild;
    const before = words.data;
    words.data = 'Copied ';
    setTimeout(() => { words.data = before; }, 1500);
  }

  function addCopyButtons(within) {
    for (const pre of within.querySelectorAll('pre.snippet:not([data-copy])')) {
      pre.dataset.copy = '';
      const box = document.createElement('div');
      box.className = 'snip';
      pre.replaceWith(box);
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'ctl noprint';
      button.textContent = 'Copy';
      button.addEventListener('click', async () => {
        await copy(pre.textContent);
        button.textContent = 'Copied';
        setTimeout(() => { button.textContent = 'Copy'; }, 1500);
      });
      box.append(pre, button);
    }
  }

  // A page that is slow to come leaves the one before in sight, with how long it has been waited for and a way to stop.
  const PATIENCE = 700;
  const wait = $('wait');
  let awaited = 0;
  function awaitNext() {
    const since = Date.now();
    clearInterval(awaited);
    awaited = setInterval(() => {
      const millis = Date.now() - since;
      if (millis < PATIENCE) return;
      $('wait-word').textContent = 'Waiting for the answer, ' + Math.max(1, Math.floor(millis / 1000)) + '\u00a0s';
      if (wait.hidden) say('Waiting for the answer. Escape cancels.');
      wait.hidden = false;
    }, 100);
  }
  function endWait() {
    clearInterval(awaited);
    awaited = 0;
    if (wait.contains(document.activeElement)) $('main').focus();
    wait.hidden = true;
  }
  function cancelNext() {
    window.stop();
    endWait();
    say('Cancelled');
  }
  if (window.navigation) {
    navigation.addEventListener('navigate', (e) => {
      const leaves = !e.hashChange && !e.destination.sameDocument && e.downloadRequest === null;
      if (leaves && !new URL(e.destination.url).pathname.endsWith('.csv')) awaitNext();
    });
    navigation.addEventListener('navigateerror', endWait);
    addEventListener('pagehide', endWait);
    $('wait-end').addEventListener('click', cancelNext);
  }

  // Live: the content is fetched again when the server says that something came in, at most every ten seconds, never
  // under the pointer and never while the page is hidden. While nobody says anything it is fetched every ten seconds.
  const PERIOD = 10_000;
  const SILENCE = 30_000;
  const GRACE = 2_000;
  const main = $('main');
  const live = $('live');
  const word = $('live-word');
  const held = $('held');
  let last = Date.now();
  let tried = last;
  let asked = last;
  let broken = false;
  let paused = false;
  let updates = 0;
  let counted = 0;
  const isLive = () => main && main.dataset.live === 'true' && window.htmx && !main.querySelector('#content[data-still]');
  // The tail of a list, newest first: it comes more often, and only at its top and while nothing in it is open.
  const TAIL_PERIOD = 5_000;
  const tail = () => main.querySelector('[data-tail]');
  // A page that waits for the first span shows nothing that could be missed.
  const waiting = () => main.querySelector('[data-waiting]');
  const period = () => (tail() || waiting() ? TAIL_PERIOD : PERIOD);
  const newest = () => { const first = main.querySelector('[data-at]'); return first ? BigInt(first.dataset.at) : 0n; };
  async function countNew() {
    const shown = newest();
    try {
      const answer = await fetch(main.getAttribute('hx-get'), { headers: { 'HX-Request': 'true' } });
      if (!answer.ok || answer.redirected) throw answer.status;
      const lines = [...new DOMParser().parseFromString(await answer.text(), 'text/html').querySelectorAll('[data-at]')];
      const fresh = lines.filter((line) => BigInt(line.dataset.at) > shown).length;
      broken = false;
      if (!paused || newest() !== shown) return;
      hold((fresh === lines.length ? 'At least ' : '') + fresh + (fresh === 1 ? ' new line ' : ' new lines '));
      held.hidden = fresh === 0;
    } catch { broken = true; }
    show();
  }
  function hold(words) {
    held.firstChild.data = words;
    held.hidden = false;
  }
  const busy = () => {
    if (drag || String(getSelection()).length > 0) return true;
    if (waiting()) return false;
    if (tail() && (scrollY > 0 || tail().querySelector('details[open]'))) return true;
    if (main.querySelector('table:hover, pre:hover, [data-hold]:hover')) return true;
    const at = document.activeElement;
    return at && at !== main && main.contains(at);
  };
  function refresh() {
    tried = asked = Date.now();
    updates = counted = 0;
    held.hidden = true;
    paused = false;
    window.htmx.trigger(main, 'midwatch:refresh');
  }
  function look() {
    if (document.hidden || awaited || !isLive() || Date.now() - tried < period()) return;
    const guess = !stream.speaks() && Date.now() - asked >= period();
    if (guess) asked = Date.now();
    if (updates === 0 && !guess) return;
    if (!busy()) { refresh(); return; }
    // Of a server that is away nobody knows whether it has something.
    if (guess && !broken && stream.cut === 0) updates++;
    if (tail()) {
      paused = true;
      if (guess || counted !== updates) { counted = updates; countNew(); }
    } else if (updates > 0) {
      paused = true;
      hold(updates + (updates === 1 ? ' update ' : ' updates '));
    }
  }
  function show() {
    const still = Boolean(main.querySelector('#content[data-still]'));
    live.hidden = still;
    if (!isLive()) return;
    const away = broken || stream.isCut();
    const age = Math.round((Date.now() - last) / 1000) + ' s old';
    live.title = stream.speaks() ? 'The server says when something comes in' : 'Looked for every ' + period() / 1000 + ' s';
    live.classList.toggle('broken', away);
    live.classList.toggle('paused', !away && paused);
    word.textContent = away ? 'Reconnecting, ' + age : paused ? 'Paused, ' + age : Date.now() - last > SILENCE ? age : 'Live';
  }

  // One stream for all tabs, in a worker they share. Without it, or while the server has none to give, every period is
  // taken for an update. A stream that was there and is not any more says that the server is away, until the server
  // answers something: a moment later, for a stream that came to its end is there again in a second.
  const stream = {
    port: null,
    open: false,
    cut: 0,
    heard: 0,
    speaks: () => stream.open && !broken && Date.now() - stream.heard < SILENCE,
    isCut: () => stream.cut > 0 && Date.now() - stream.cut >= GRACE,
    join() {
      if (!window.SharedWorker || !isLive()) return;
      try {
        if (!stream.port) {
          stream.port = new SharedWorker(main.dataset.worker, { name: 'midwatch' }).port;
          stream.port.onmessage = ({ data }) => { stream.hear(data.k); look(); show(); };
        }
        stream.port.postMessage(['sub', main.dataset.stream]);
      } catch { /* the page is fetched every ten seconds */ }
    },
    leave() {
      if (stream.port) stream.port.postMessage('bye');
      stream.open = false;
    },
    hear(what) {
      if (what === 'err') {
        if (stream.open) stream.cut = Date.now();
        stream.open = false;
        return;
      }
      stream.heard = Date.now();
      if (what === 'tick') { updates++; return; }
      if (stream.cut > 0 || broken) updates++;
      stream.open = true;
      stream.cut = 0;
      broken = false;
    },
  };
  // A part that could not be read now leaves what it showed before on the page, with its time.
  let parts = new Map();
  function remember() {
    const content = $('content');
    parts = new Map([...main.querySelectorAll('[data-part]:not([data-unread])')].map((part) => [part.dataset.part, part]));
    if (content) for (const part of parts.values()) part.dataset.asOf ||= content.dataset.asOf;
  }
  function keep() {
    for (const unread of main.querySelectorAll('[data-part][data-unread]')) {
      const part = parts.get(unread.dataset.part);
      if (!part) continue;
      const words = 'As of ' + part.dataset.asOf + ', could not be read since';
      const failed = unread.querySelector('.state.failed');
      const comparison = part.querySelector('.d');
      if (failed) {
        part.querySelectorAll('.kept').forEach((note) => note.remove());
        failed.classList.add('kept');
        failed.querySelector('[data-why]').prepend(words + '. ');
        part.querySelector('.ph').after(failed);
      } else if (comparison) {
        comparison.textContent = 'as of ' + part.dataset.asOf;
        comparison.title = words;
      }
      part.classList.add('old');
      unread.replaceWith(part);
    }
  }
  if (main) {
    setInterval(look, 1000);
    setInterval(show, 1000);
    show();
    stream.join();
    document.addEventListener('visibilitychange', look);
    addEventListener('pagehide', stream.leave);
    addEventListener('pageshow', (e) => { if (e.persisted) { updates++; stream.join(); look(); } });
    main.addEventListener('htmx:afterRequest', (e) => {
      if (e.detail.elt !== main) return;
      broken = !e.detail.successful;
      if (!broken) { last = tried = Date.now(); stream.cut = 0; }
      show();
    });
    // A session that ended leads to the login form, which is a page of its own.
    main.addEventListener('htmx:beforeSwap', (e) => {
      remember();
      if (new URL(e.detail.xhr.responseURL).pathname === new URL(e.detail.pathInfo.finalRequestPath, location.href).pathname) return;
      e.detail.shouldSwap = false;
      location.reload();
    });
    main.addEventListener('htmx:afterSwap', () => {
      keep();
      const content = $('content');
      if (content && content.dataset.window) $('window').textContent = content.dataset.window;
      addCopyButtons(main);
    });
    held.addEventListener('click', () => { document.activeElement.blur(); if (tail()) scrollTo(0, 0); refresh(); });
    addCopyButtons(main);
  }

  // Dragging over a chart shows that stretch of time; a finger scrolls instead.
  const SHORTEST_DRAG = 8;
  let drag = null;
  const along = (x) => Math.min(drag.right, Math.max(drag.left, x));
  document.addEventListener('pointerdown', (e) => {
    const chart = e.button === 0 && e.pointerType !== 'touch' && e.target.closest && e.target.closest('figure.chart[data-from]');
    if (!chart) return;
    e.preventDefault();
    const box = chart.querySelector('svg').getBoundingClientRect();
    const band = document.createElement('div');
    band.className = 'band';
    chart.append(band);
    drag = { chart, band, left: box.left, right: box.right, at: e.clientX, offset: chart.getBoundingClientRect().left };
  });
  document.addEventListener('pointermove', (e) => {
    if (!drag) return;
    const [from, to] = [drag.at, along(e.clientX)].sort((a, b) => a - b);
    drag.band.style.left = from - drag.offset + 'px';
    drag.band.style.width = to - from + 'px';
  });
  document.addEventListener('pointerup', (e) => {
    if (!drag) return;
    const { chart, band, left, right } = drag;
    const ends = [drag.at, along(e.clientX)].sort((a, b) => a - b);
    drag = null;
    band.remove();
    if (ends[1] - ends[0] < SHORTEST_DRAG) return;
    const [from, to] = [Number(chart.dataset.from), Number(chart.dataset.to)];
    const time = (x) => new Date(from + (to - from) * (x - left) / (right - left));
    const url = new URL(location.href);
    url.searchParams.set('from', time(ends[0]).toISOString());
    url.searchParams.set('to', time(ends[1]).toISOString());
    location.assign(url);
  });

  // Menus close on a click elsewhere and on Escape.
  document.addEventListener('click', (e) => {
    for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(e.target)) menu.open = false;
    const source = e.target.closest && e.target.closest('[data-copy-text]');
    if (source) copy(source.dataset.copyText);
    const page = e.target.closest && e.target.closest('[data-copy-url]');
    if (page && !e.metaKey && !e.ctrlKey && !e.shiftKey) {
      e.preventDefault();
      fetch(page.href).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status))).then(copy).then(() => said(page), () => location.assign(page.href));
    }
  });

  function move(by) {
    const rows = [...document.querySelectorAll('[data-row] a.main')];
    if (!rows.length) return;
    const at = rows.indexOf(document.activeElement);
    rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))].focus();
  }
  function follow(selector) {
    const link = document.querySelector(selector);
    if (link) link.click();
    return Boolean(link);
  }
  const keys = {
    '?': () => $('keys').showModal(),
    '/': () => { const find = document.querySelector('[data-find]'); if (find) find.focus(); else openPalette(); },
    t: toggleTheme,
    s: () => copy(new URL($('pin').getAttribute('href'), location.href).href),
    c: () => follow('[data-copy-url]'),
    u: () => { if (!held.hidden) held.click(); },
    j: () => move(1),
    k: () => move(-1),
    o: () => { const at = document.activeElement; if (at && at.matches('[data-row] a.main')) window.open(at.href, '_blank', 'noopener'); },
    '[': () => follow('[data-key="["]'),
    ']': () => follow('[data-key="]"]'),
    '-': () => follow('[data-key="-"]'),
    '=': () => follow('[data-key="="]'),
    n: () => follow('[data-key="n"]'),
    p: () => follow('[data-key="p"]'),
  };

  // The palette: pages at once, and the names of the window when they have come.
  const palette = $('palette');
  const field = $('palette-field');
  const list = $('palette-list');
  const MOST = 12;
  let entries = [];
  let offered = [];
  let at = 0;
  async function openPalette() {
    if (!palette || palette.open) return;
    entries = [...document.querySelectorAll('a.n[data-g]')].map((link) => ({ kind: 'Page', name: link.textContent.trim(), detail: '', url: link.getAttribute('href') }));
    field.value = '';
    palette.showModal();
    offer();
    try {
      const kept = new URLSearchParams(location.search);
      kept.delete('q');
      const answer = await fetch('/search.json?' + kept);
      if (answer.ok) entries = entries.concat((await answer.json()).entries);
    } catch { /* the pages are still there */ }
    offer();
  }
  function offer() {
    const typed = field.value.trim().toLowerCase();
    const words = typed.split(/\s+/);
    const fits = entries.filter((one) => { const text = (one.kind + ' ' + one.name + ' ' + one.detail).toLowerCase(); return words.every((word) => text.includes(word)); });
    offered = fits.filter((one) => one.name.toLowerCase().startsWith(typed)).concat(fits.filter((one) => !one.name.toLowerCase().startsWith(typed))).slice(0, MOST);
    if (/^[0-9a-f]{32}$/.test(typed)) offered.unshift({ kind: 'Trace', name: typed, detail: '', url: '/traces/' + typed });
    list.replaceChildren(...offered.map((one, i) => {
      const option = document.createElement('li');
      option.id = 'palette-' + i;
      option.role = 'option';
      for (const [css, text] of [['t3', one.kind], ['name', one.name], ['t3 el', one.detail]]) {
        const part = document.createElement('span');
        part.className = css;
        part.textContent = text;
        option.append(part);
      }
      option.addEventListener('click', () => go(i));
      return option;
    }));
    $('palette-none').hidden = offered.length > 0;
    choose(0);
  }
  function choose(next) {
    at = offered.length ? (next + offered.length) % offered.length : 0;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    if (list.children[at]) list.children[at].scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', offered.length ? 'palette-' + at : '');
  }
  function go(i) {
    if (offered[i] && /^\/(?!\/)/.test(offered[i].url)) location.assign(offered[i].url);
  }
  if (palette) {
    field.addEventListener('input', offer);
    field.addEventListener('keydown', (e) => {
      if (e.key === 'Enter') { e.preventDefault(); go(at); }
      if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { e.preventDefault(); choose(at + (e.key === 'ArrowDown' ? 1 : -1)); }
    });
    palette.addEventListener('click', (e) => { if (e.target === palette) palette.close(); });
  }

  let leading = 0;
  document.addEventListener('keydown', (e) => {
    if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === 'k') {
      e.preventDefault();
      openPalette();
      return;
    }
    if (e.key === 'Escape') {
      if (awaited) { cancelNext(); return; }
      for (const menu of document.querySelectorAll('details.menu[open]')) { menu.open = false; menu.querySelector('summary').focus(); }
      return;
    }
    if (root.dataset.keys || e.metaKey || e.ctrlKey || e.altKey || e.target.matches('input, textarea, select') || document.querySelector('dialog[open]')) return;
    if (leading) {
      clearTimeout(leading);
      leading = 0;
      if (follow('[data-g="' + CSS.escape(e.key) + '"]')) e.preventDefault();
    } else if (e.key === 'g') {
      leading = setTimeout(() => { leading = 0; }, 900);
    } else if (keys[e.key]) {
      e.preventDefault();
      keys[e.key]();
    }
  });
  if ($('find')) $('find').addEventListener('click', (e) => { e.preventDefault(); openPalette(); });
  for (const [id, act] of [['theme', toggleTheme], ['help', () => $('keys').showModal()]]) {
    const button = $(id);
    if (button) { button.hidden = false; button.addEventListener('click', act); }
  }
})();
