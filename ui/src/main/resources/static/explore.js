// Completes names while a query is typed. Without it the query is plain text.
(() => {
  'use strict';
  const field = document.getElementById('query');
  const list = document.getElementById('names');
  if (!field || !list || field.dataset.ready) return;
  field.dataset.ready = '';
  const API = '/prometheus/api/v1/';
  const MOST = 12;
  const WORDS = ('sum avg min max count by without on ignoring group_left group_right offset bool topk bottomk quantile stddev '
    + 'count_values rate irate increase delta idelta deriv changes resets histogram_quantile histogram_count histogram_sum '
    + 'histogram_avg histogram_fraction avg_over_time min_over_time max_over_time sum_over_time count_over_time quantile_over_time '
    + 'last_over_time present_over_time absent_over_time absent abs ceil floor round clamp clamp_min clamp_max exp ln log2 log10 sqrt '
    + 'label_replace label_join predict_linear time timestamp vector scalar sort sort_desc').split(' ');
  const known = new Map();
  let offered = [];
  let at = -1;
  let start = 0;
  let asked = 0;

  // One answer a path is kept: names change seldom while somebody types.
  function names(path) {
    if (!known.has(path)) {
      known.set(path, fetch(API + path).then((answer) => answer.ok ? answer.json() : { data: [] }).then((body) => body.data).catch(() => []));
    }
    return known.get(path);
  }
  function match(metric) {
    return metric ? 'match[]=' + encodeURIComponent('{__name__="' + metric.replace(/["\\]/g, '\\$&') + '"}') + '&' : '';
  }

  // What may come next: the value of a label, a label within braces, else a name or a word of the language.
  async function candidates(before) {
    const within = before.match(/([a-zA-Z_:][\w:]*)?\s*\{([^{}]*)$/);
    if (within) {
      const value = within[2].match(/([a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)$/);
      if (value) return [value[2], await names('label/' + value[1] + '/values?' + match(within[1]) + 'limit=500')];
      const label = within[2].match(/(?:^|,)\s*(\w*)$/);
      return label ? [label[1], await names('labels?' + match(within[1]) + 'limit=500')] : ['', []];
    }
    const grouping = before.match(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^()]*)$/);
    if (grouping) return [grouping[1].match(/\w*$/)[0], await names('labels?limit=500')];
    const name = before.match(/[a-zA-Z_:][\w:]*$/);
    return name ? [name[0], WORDS.concat(await names('label/__name__/values?limit=5000'))] : ['', []];
  }
  function close() {
    list.hidden = true;
    list.replaceChildren();
    offered = [];
    at = -1;
    field.removeAttribute('aria-activedescendant');
  }
  async function offer() {
    const mine = ++asked;
    const before = field.value.slice(0, field.selectionStart);
    const [typed, all] = await candidates(before);
    if (mine !== asked || document.activeElement !== field) return;
    const small = typed.toLowerCase();
    const fits = all.filter((name) => name !== typed && name.toLowerCase().includes(small));
    const first = fits.filter((name) => name.toLowerCase().startsWith(small));
    close();
    if (!typed && !/[{,(]\s*$|"$/.test(before)) return;
    offered = [...new Set([...first, ...fits])].slice(0, MOST);
    start = before.length - typed.length;
    list.replaceChildren(...offered.map((name, i) => {
      const option = document.createElement('li');
      option.id = 'name-' + i;
      option.role = 'option';
      option.textContent = name;
      option.addEventListener('mousedown', (e) => { e.preventDefault(); take(i); });
      return option;
    }));
    list.hidden = offered.length === 0;
  }
  function mark(next) {
    at = (next + offered.length) % offered.length;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    list.children[at].scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', 'name-' + at);
  }
  function take(i) {
    field.setRangeText(offered[i], start, field.selectionStart, 'end');
    close();
    field.focus();
  }
  field.addEventListener('input', offer);
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && !e.shiftKey && at < 0) {
      e.preventDefault();
      field.form.requestSubmit();
    } else if (offered.length && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
      e.preventDefault();
      mark(at + (e.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1));
    } else if (at >= 0 && (e.key === 'Enter' || e.key === 'Tab')) {
      e.preventDefault();
      take(at);
    } else if (e.key === 'Escape' && offered.length) {
      e.stopPropagation();
      close();
    }
  });
})();
