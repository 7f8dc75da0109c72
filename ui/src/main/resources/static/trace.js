// The waterfall of a trace of any size: only the rows in sight are in the page. Without it the page shows a bounded table.
(() => {
  'use strict';
  const panel = document.getElementById('waterfall');
  if (!panel) return;
  const FAILED = 1, CRITICAL = 2, ORPHAN = 4;
  const BEYOND = 6, COLOURS = 6, DEEPEST = 12, NARROWEST = 0.25;
  const SVG = 'http://www.w3.org/2000/svg';
  const box = panel.querySelector('.scroll');
  const table = box.querySelector('table');
  const body = table.tBodies[0];
  const ticks = [...table.querySelectorAll('.axis text')];
  const tools = panel.querySelector('.tracetools');
  const canvas = tools.querySelector('canvas');
  const map = canvas.parentNode;
  const band = map.querySelector('.band');
  const find = tools.querySelector('[data-find]');
  const count = tools.querySelector('[data-count]');
  const whole = tools.querySelector('[data-act=whole]');
  const pause = () => new Promise((done) => { setTimeout(done); });
  const here = location.pathname;
  const kept = location.search.slice(1).replace(/(^|&)(span|all)=[^&]*/g, ''); // environment, tenant, window
  const counts = new Intl.NumberFormat('en-US');

  let trace, size, parent, below, groups;   // what was read: columns, and the tree they make
  let rows = [];                            // positions of the spans that have a row, in order
  let place;                                // of each span among the rows, -1 without one
  const closed = new Set();                 // subtrees and folded groups that differ from how they start
  let selected = Number(panel.dataset.at);
  let cursor = selected;
  let from, to;                             // the stretch of time in view, microseconds
  let onlyCritical = false;
  let matching = null;                      // spans found, null when nothing is looked for
  const drawn = new Map();
  let high = 26;                            // of a row, pixels

  // The rule of the server's formatter: three digits, one unit below a minute.
  function time(us) {
    if (us >= 59.95e6) {
      const s = Math.round(us / 1e6);
      const two = (of, big, small) => Math.floor(s / of) + big + (s % of ? ' ' + Math.floor(s % of / (of / 60)) + small : '');
      return s < 3600 ? two(60, '\u00a0min', '\u00a0s') : two(3600, '\u00a0h', '\u00a0min');
    }
    const [value, unit] = us >= 0.9995e6 ? [us / 1e6, 's'] : us === 0 || us >= 999.5 ? [us / 1e3, 'ms'] : [us, 'µs'];
    return Number(value.toPrecision(3)) + '\u00a0' + unit;
  }

  // ——— the tree ———
  function readTree() {
    size = trace.d.length;
    parent = new Int32Array(size).fill(-1);
    below = new Int32Array(size);
    const path = [];
    for (let i = 0; i < size; i++) {
      path.length = trace.d[i];
      if (path.length) parent[i] = path[path.length - 1];
      path.push(i);
    }
    for (let i = size - 1; i >= 0; i--) if (parent[i] >= 0) below[parent[i]] += below[i] + 1;
    groups = new Map();
    for (let i = 0; i < size; i++) {
      const head = trace.h[i];
      if (head < 0) continue;
      const end = trace.t[i] + trace.u[i];
      const group = groups.get(head);
      if (!group) groups.set(head, { count: 1, sum: trace.u[i], own: trace.u[i] - trace.o[i], end, critical: trace.f[i] & CRITICAL });
      else {
        group.count++;
        group.sum += trace.u[i];
        group.own += trace.u[i] - trace.o[i];
        group.end = Math.max(group.end, end);
        group.critical |= trace.f[i] & CRITICAL;
      }
    }
  }
  function layOut() {
    rows = [];
    place = new Int32Array(size).fill(-1);
    let shown = 0;
    for (let i = 0; i < size; i++) {
      const head = trace.h[i];
      if (matching ? !matching[i] : onlyCritical ? !(trace.f[i] & CRITICAL) : head >= 0 && head !== i && !closed.has(head)) continue;
      place[i] = rows.length;
      rows.push(i);
      if (!matching && !onlyCritical && below[i] && closed.has(i)) i += below[i];
    }
    for (const i of rows) shown += !matching && !onlyCritical && !closed.has(i) && groups.has(i) ? groups.get(i).count : 1;
    table.setAttribute('aria-rowcount', rows.length + 1);
    count.textContent = counts.format(rows.length) + (rows.length === 1 ? ' row' : ' rows') + (shown < size ? ', ' + counts.format(shown) + ' of ' + counts.format(size) + ' spans' : '');
  }
  function search(text) {
    const wanted = text.trim().toLowerCase();
    matching = null;
    if (wanted) {
      const has = (names) => names.map((name) => name.toLowerCase().includes(wanted));
      const [names, services] = [has(trace.names), has(trace.services)];
      matching = new Uint8Array(size);
      for (let i = size - 1; i >= 0; i--) {
        if (names[trace.n[i]] || services[trace.s[i]]) matching[i] = 1;
        if (matching[i] && parent[i] >= 0) matching[parent[i]] = 1;
      }
    }
    box.scrollTop = 0;
    change();
  }
  function change() {
    drawn.forEach((row) => row.remove());
    drawn.clear();
    layOut();
    draw();
  }
  // Opens whatever hides a span.
  function reveal(i) {
    if (place[i] >= 0) return;
    matching = null;
    find.value = '';
    onlyCritical = false;
    mark('critical', false);
    if (trace.h[i] >= 0 && trace.h[i] !== i) closed.add(trace.h[i]);
    for (let at = parent[i]; at >= 0; at = parent[at]) closed.delete(at);
    change();
  }

  // ——— rows ———
  const element = (name, css, text) => {
    const made = document.createElement(name);
    if (css) made.className = css;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const shape = (name, set) => {
    const made = document.createElementNS(SVG, name);
    for (const key in set) made.setAttribute(key, set[key]);
    return made;
  };
  // Rows are copies of one, which costs a fraction of making their parts.
  const blank = element('tr');
  {
    const head = element('th', 'el');
    head.scope = 'row';
    const link = element('a', 'main');
    link.append(element('span', 't3', ' '), ' ', element('span', '', ' '));
    head.append(element('span'), element('span', 'fold'), element('i'), ' ', link);
    const chart = element('td', 'wf');
    chart.append(element('div', 'lane'));
    blank.append(head, chart, element('td', 'r num nw t3', ' '), element('td', 'r num nw', ' '));
  }
  function bar(i, css, group) {
    const until = group ? group.end : trace.t[i] + trace.u[i];
    const [start, end] = [(trace.t[i] - from) / (to - from) * 100, (until - from) / (to - from) * 100];
    const made = element('i', css);
    const x = Math.min(Math.max(start, 0), 100 - NARROWEST);
    made.hidden = end < 0 || start > 100;
    made.style.left = x + '%';
    made.style.width = Math.max(Math.min(end, 100) - x, NARROWEST) + '%';
    return made;
  }
  function row(i) {
    const flags = trace.f[i];
    const plain = matching || onlyCritical;
    const group = plain ? undefined : closed.has(i) ? undefined : groups.get(i);
    const colour = 'k' + Math.min(trace.s[i] + 1, COLOURS);
    const line = blank.cloneNode(true);
    const [head, chart, own, total] = line.children;
    const [indent, gap, dot, link] = head.children;
    line.dataset.row = i;
    line.setAttribute('aria-rowindex', place[i] + 2);
    if (i === selected) choose(line, true);
    head.title = trace.services[trace.s[i]] + ' ' + trace.names[trace.n[i]];
    indent.className = 'i' + Math.min(trace.d[i], DEEPEST);
    dot.className = 'dot ' + colour;
    link.href = here + '?' + kept;
    link.firstChild.firstChild.data = trace.services[trace.s[i]];
    link.lastChild.firstChild.data = trace.names[trace.n[i]];
    if (!plain && (below[i] || groups.has(i))) {
      const open = groups.has(i) === closed.has(i);
      const fold = element('button', 'fold', open ? '▾' : '▸');
      fold.type = 'button';
      fold.setAttribute('aria-expanded', open);
      fold.setAttribute('aria-label', (open ? 'Fold ' : 'Unfold ') + (groups.has(i) ? groups.get(i).count + ' equal spans' : below[i] + ' spans below'));
      gap.replaceWith(fold);
    }
    if (group) head.append(element('b', 'num', ' × ' + counts.format(group.count)));
    if (flags & FAILED) link.before(element('span', 'tag crit', 'failed'), ' ');
    if (flags & ORPHAN) head.append(element('span', 't3', ' parent not received'));
    const critical = group ? group.critical : flags & CRITICAL;
    chart.firstChild.append(bar(i, (flags & FAILED ? 'kc' : colour) + (critical ? ' halo' : '') + (group ? ' many' : ''), group));
    if (critical) chart.firstChild.append(element('span', 'sr', 'on the critical path'));
    own.firstChild.data = time(group ? group.own : trace.u[i] - trace.o[i]);
    total.firstChild.data = time(group ? group.sum : trace.u[i]);
    return line;
  }
  function choose(line, is) {
    line.classList.toggle('sel', is);
    if (is) line.setAttribute('aria-current', 'true');
    else line.removeAttribute('aria-current');
  }
  // Two empty rows keep the height of what is not drawn.
  const above = element('tr', 'gone'), under = element('tr', 'gone');
  for (const gap of [above, under]) {
    gap.setAttribute('aria-hidden', 'true');
    gap.append(element('td'));
    gap.firstChild.colSpan = 4;
  }
  function draw() {
    const top = Math.max(0, box.scrollTop - table.tHead.offsetHeight);
    const first = Math.max(0, Math.min(Math.floor(top / high), rows.length - 1) - BEYOND);
    const last = Math.min(rows.length, Math.ceil((top + box.clientHeight) / high) + BEYOND);
    for (const [i, line] of drawn) {
      if (place[i] < first || place[i] >= last) {
        line.remove();
        drawn.delete(i);
      }
    }
    let next = above.nextSibling;
    for (let at = first; at < last; at++) {
      const i = rows[at];
      const line = drawn.get(i);
      if (line) {
        next = line.nextSibling;
        continue;
      }
      const made = row(i);
      drawn.set(i, made);
      body.insertBefore(made, next);
    }
    above.firstChild.style.height = first * high + 'px';
    under.firstChild.style.height = (rows.length - last) * high + 'px';
    above.hidden = first === 0;
    under.hidden = last === rows.length;
  }
  let waiting = false;
  box.addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(); });
  }, { passive: true });

  // ——— going to a span, selecting it ———
  function show(i, centred) {
    reveal(i);
    const top = place[i] * high;
    const height = box.clientHeight - table.tHead.offsetHeight;
    if (centred || top < box.scrollTop || top + high > box.scrollTop + height) {
      box.scrollTop = Math.max(0, top - (centred ? height / 2 : top < box.scrollTop ? 0 : height - high));
    }
    draw();
  }
  function focus(i) {
    cursor = i;
    show(i, false);
    drawn.get(i).querySelector('a.main').focus({ preventScroll: true });
  }
  function select(i) {
    const old = drawn.get(selected);
    if (old) choose(old, false);
    selected = cursor = i;
    if (drawn.has(i)) choose(drawn.get(i), true);
    window.htmx.ajax('GET', here + '/spans/' + i + '?of=' + size + '&' + kept, { target: '#span', swap: 'outerHTML' });
  }
  document.body.addEventListener('htmx:afterSwap', (e) => {
    const at = document.getElementById('span');
    if (!at || !at.dataset.span || e.detail.target.id !== 'span') return;
    const url = new URL(location.href);
    url.searchParams.set('span', at.dataset.span);
    history.replaceState(history.state, '', url);
  });
  // Spans have come meanwhile, so positions have moved.
  document.body.addEventListener('htmx:responseError', (e) => { if (e.detail.xhr.status === 409) location.reload(); });

  // ——— the map of the whole trace: time across, rows down ———
  const words = (css) => {
    const probe = shape('rect', { class: css });
    const svg = shape('svg', { width: 0, height: 0 });
    svg.append(probe);
    panel.append(svg);
    const [r, g, b] = getComputedStyle(probe).fill.match(/\d+/g).map(Number);
    svg.remove();
    return (255 << 24 | b << 16 | g << 8 | r) >>> 0;
  };
  function drawMap() {
    const width = canvas.width = Math.max(1, map.clientWidth);
    const height = canvas.height;
    const pen = canvas.getContext('2d');
    const image = pen.createImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    const colours = [1, 2, 3, 4, 5, 6].map((k) => words('k' + k));
    const failed = words('kc');
    const thin = Math.max(1, Math.min(4, Math.floor(height / size)));
    // Failed spans last, so that nothing covers them.
    for (const pass of [0, FAILED]) {
      const thick = pass ? Math.max(2, thin) : thin;
      for (let i = 0; i < size; i++) {
        if ((trace.f[i] & FAILED) !== pass) continue;
        const y = Math.min(height - thick, Math.floor(i / size * height));
        const x = Math.min(width - 1, Math.floor(trace.t[i] / trace.micros * width));
        const end = Math.min(width, Math.max(x + (pass ? 3 : 1), Math.ceil((trace.t[i] + trace.u[i]) / trace.micros * width)));
        for (let line = 0; line < thick; line++) pixels.fill(pass ? failed : colours[Math.min(trace.s[i], COLOURS - 1)], (y + line) * width + x, (y + line) * width + end);
      }
    }
    pen.putImageData(image, 0, 0);
  }
  function view(start, end) {
    const least = Math.max(10, trace.micros / 1e5);
    const length = Math.min(trace.micros, Math.max(least, end - start));
    from = Math.max(0, Math.min(start, trace.micros - length));
    to = from + length;
    const all = length >= trace.micros;
    whole.disabled = band.hidden = all;
    band.style.left = from / trace.micros * 100 + '%';
    band.style.width = length / trace.micros * 100 + '%';
    ticks.forEach((tick, quarter) => { tick.textContent = time(Math.round(from + length * quarter / 4)); });
    drawn.forEach((line) => line.remove());
    drawn.clear();
    draw();
  }
  function zoom(factor) {
    const length = (to - from) * factor;
    const middle = Math.min(Math.max(trace.t[cursor] + trace.u[cursor] / 2, from), to);
    view(middle - length * (middle - from) / (to - from), middle + length * (to - middle) / (to - from));
  }
  let pressed = null;
  const across = (e) => Math.min(1, Math.max(0, (e.clientX - map.getBoundingClientRect().left) / map.clientWidth));
  map.addEventListener('pointerdown', (e) => { pressed = across(e); map.setPointerCapture(e.pointerId); e.preventDefault(); });
  map.addEventListener('pointermove', (e) => {
    if (pressed === null) return;
    const ends = [pressed, across(e)].sort((a, b) => a - b);
    band.hidden = false;
    band.style.left = ends[0] * 100 + '%';
    band.style.width = (ends[1] - ends[0]) * 100 + '%';
  });
  map.addEventListener('pointerup', (e) => {
    if (pressed === null) return;
    const ends = [pressed, across(e)].sort((a, b) => a - b);
    pressed = null;
    if ((ends[1] - ends[0]) * map.clientWidth >= 8) view(ends[0] * trace.micros, ends[1] * trace.micros);
    else {
      view(from, to);
      const down = (e.clientY - map.getBoundingClientRect().top) / map.clientHeight;
      let i = Math.min(size - 1, Math.max(0, Math.floor(down * size)));
      while (place[i] < 0 && i > 0) i--;
      show(i, true);
    }
  });

  // ——— buttons and keys ———
  const mark = (act, on) => { const button = tools.querySelector('[data-act=' + act + ']'); if (button) button.setAttribute('aria-pressed', on); };
  function toggle(i, open) {
    const holds = groups.has(i);
    if (!holds && !below[i]) return false;
    const is = holds === closed.has(i);
    if (open !== undefined && open === is) return false;
    if (closed.has(i)) closed.delete(i);
    else closed.add(i);
    change();
    focus(i);
    return true;
  }
  function nextError() {
    for (let step = 1; step <= size; step++) {
      const i = (cursor + step) % size;
      if (trace.f[i] & FAILED) {
        show(i, true);
        focus(i);
        select(i);
        return;
      }
    }
  }
  function critical() {
    onlyCritical = !onlyCritical;
    matching = null;
    find.value = '';
    mark('critical', onlyCritical);
    change();
    if (place[cursor] < 0) box.scrollTop = 0;
    else show(cursor, true);
  }
  function step(by) {
    let at = place[cursor];
    for (let i = cursor; at < 0 && i >= 0; i--) at = place[i];
    if (rows.length) focus(rows[Math.max(0, Math.min(rows.length - 1, at + (document.activeElement.closest('#waterfall tr') ? by : 0)))]);
  }
  const acts = { critical, error: nextError, in: () => zoom(0.5), out: () => zoom(2), whole: () => view(0, trace.micros) };
  const keys = {
    j: () => step(1), k: () => step(-1), e: nextError, c: critical, '+': acts.in, '=': acts.in, '-': acts.out, 0: acts.whole,
    l: () => toggle(cursor, true),
    h: () => { if (!toggle(cursor, false) && parent[cursor] >= 0) focus(trace.h[cursor] >= 0 && trace.h[cursor] !== cursor ? trace.h[cursor] : parent[cursor]); },
  };
  let led = -900; // when g was pressed
  function listen() {
    tools.addEventListener('click', (e) => { const button = e.target.closest('[data-act]'); if (button) acts[button.dataset.act](); });
    let later = 0;
    find.addEventListener('input', () => { clearTimeout(later); later = setTimeout(() => search(find.value), 120); });
    find.addEventListener('keydown', (e) => { if (e.key === 'Escape' && find.value) { find.value = ''; search(''); e.stopPropagation(); } });
    body.addEventListener('click', (e) => {
      const line = e.target.closest('tr[data-row]');
      if (!line) return;
      const i = Number(line.dataset.row);
      if (e.target.closest('.fold') && e.target.closest('button')) toggle(i);
      else if (e.target.closest('a.main') && !(e.metaKey || e.ctrlKey || e.shiftKey)) { e.preventDefault(); select(i); }
    });
    body.addEventListener('focusin', (e) => { const line = e.target.closest('tr[data-row]'); if (line) cursor = Number(line.dataset.row); });
    // Before the keys of every page, which this page's own keys outrank; a letter after g still opens a page.
    document.addEventListener('keydown', (e) => {
      if (document.documentElement.dataset.keys || e.metaKey || e.ctrlKey || e.altKey || e.target.matches('input, textarea, select') || document.querySelector('dialog[open]')) return;
      const leading = e.timeStamp - led < 900;
      led = e.key === 'g' ? e.timeStamp : -900;
      if (leading || !keys[e.key]) return;
      e.preventDefault();
      e.stopPropagation();
      keys[e.key]();
    }, true);
    new MutationObserver(drawMap).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawMap);
    new ResizeObserver(() => { if (map.clientWidth && map.clientWidth !== canvas.width) drawMap(); draw(); }).observe(box);
  }

  async function start() {
    const answer = await fetch(here + '/columns.json');
    if (!answer.ok) return;
    trace = await answer.json();
    if (trace.d.length !== Number(panel.dataset.spans)) {
      // Spans came meanwhile, so positions have moved. A trace that never rests stays a table.
      if (performance.getEntriesByType('navigation')[0].type !== 'reload') location.reload();
      return;
    }
    trace.micros = Math.max(1, trace.micros);
    await pause();
    readTree();
    await pause();
    if (trace.h[selected] >= 0 && trace.h[selected] !== selected) closed.add(trace.h[selected]);
    layOut();
    await pause();
    tools.hidden = false;
    box.classList.add('rows');
    box.tabIndex = -1;
    body.replaceChildren(above, under);
    const said = panel.querySelector('[data-shown]');
    if (said) said.remove();
    view(0, trace.micros);
    high = drawn.values().next().value.getBoundingClientRect().height;
    show(selected, place[selected] * high > box.clientHeight - 2 * high);
    await pause();
    drawMap();
    listen();
    performance.mark('waterfall-ready');
    panel.dataset.ready = '';
  }
  start();
})();
