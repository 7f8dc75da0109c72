package io.midwatch.server;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What looks broken on a page that is open, by the boxes the browser made of it:
 *
 * <ul>
 *   <li><b>wide</b>: the page scrolls sideways; from 1100 px on also a table within it
 *   <li><b>clipped</b>: a title ends in dots. A name telemetry gave may be of any length and a row
 *       is one line, so one of more than 40 letters (24 below 1440 px) may be cut where {@code
 *       title} has the whole; second lines may be cut, for they are said again elsewhere
 *   <li><b>spills</b>: text reaches out of its cell or tile
 *   <li><b>overlaps</b>: two texts lie on each other
 *   <li><b>empty</b>: no cell of a column says anything
 *   <li><b>wrapped</b>: a number is in two lines, or parted from its unit
 *   <li><b>unaligned</b>: numbers of a column are not right, do not end in one line, or their
 *       digits differ in width
 *   <li><b>unit</b>: a unit follows its number after a space a line may break at
 * </ul>
 */
final class LayoutCheck {
  /** Full, one column, phone. */
  static final List<Integer> WIDTHS = List.of(1440, 1100, 390);

  private static final String SCRIPT =
      """
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => {
        const found = [];
        const width = document.documentElement.clientWidth;
        const root = document.querySelector('.column') || document.body;
        const name = (e) => {
          const own = (x) => x.tagName.toLowerCase() + [...x.classList].map((c) => '.' + c).join('');
          const near = e.closest('table, section, header, form, nav');
          return (near && near !== e ? own(near) + ' ' : '') + own(e);
        };
        const add = (what, e, text) =>
          found.push({ what, selector: name(e), text: (text ?? e.textContent).trim().replace(/\\s+/g, ' ').slice(0, 90) });
        const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.sr, dialog, [popover]');
        const all = (selector) => [...root.querySelectorAll(selector)].filter(shown);
        const boxes = (e, from, to) => {
          const range = document.createRange();
          if (from === undefined) range.selectNodeContents(e);
          else { range.setStart(e, from); range.setEnd(e, to); }
          return [...range.getClientRects()].filter((r) => r.width > 0.5 && r.height > 0.5);
        };
        const lines = (rects) => new Set(rects.map((r) => Math.round(r.bottom / 6))).size;
        const clips = (e) => getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1;

        if (document.documentElement.scrollWidth > width) add('wide', document.documentElement, document.title);
        if (width >= 1100) {
          for (const box of all('.scroll')) if (box.scrollWidth > box.clientWidth + 1) add('wide', box, box.scrollWidth + ' in ' + box.clientWidth);
        }

        const longest = width >= 1440 ? 40 : 24;
        const titles = 'h1, h2, h3, thead th, tbody th[scope=row], .main, .l1, .tile .lb, .tile .v, .tag, .ctl, .tabs a, .st';
        for (const e of all(titles)) {
          if (e.matches('th') && e.querySelector('.main')) continue;
          const right = Math.max(...boxes(e).map((r) => r.right));
          let box = e;
          while (box !== root && !(clips(box) && right > box.getBoundingClientRect().right - parseFloat(getComputedStyle(box).paddingRight) + 1)) box = box.parentElement;
          if (box === root || box.matches('.scroll')) continue;
          const text = e.textContent.trim();
          const whole = (e.closest('[title]') || e.querySelector('[title]'))?.title ?? '';
          const most = width >= 640 && e.closest('.compact') ? 16 : longest;
          if (!(text.length > most && whole.includes(text))) add('clipped', e);
        }

        for (const cell of all('td, th, .tile, .ph')) {
          if (getComputedStyle(cell).overflowX !== 'visible') continue;
          const out = cell.getBoundingClientRect();
          const rects = texts(cell);
          if (rects.some((r) => r.right > out.right + 1 || r.left < out.left - 1)) add('spills', cell);
        }

        function texts(e, uncut) {
          const rects = [];
          const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            if (!node.data.trim() || !shown(node.parentElement)) continue;
            for (const r of boxes(node)) {
              const cut = uncut ? { right: r.right } : visible(r, node.parentElement);
              if (cut) rects.push(Object.assign(cut, { node }));
            }
          }
          return rects;
        }

        function visible(r, e) {
          let [left, right, top, bottom] = [r.left, r.right, r.top, r.bottom];
          for (let box = e; box && box !== root; box = box.parentElement) {
            const style = getComputedStyle(box);
            if (style.overflowX === 'visible' || box.namespaceURI.endsWith('svg')) continue;
            const b = box.getBoundingClientRect();
            left = Math.max(left, b.left); right = Math.min(right, b.right);
            top = Math.max(top, b.top); bottom = Math.min(bottom, b.bottom);
          }
          return right - left > 0.5 && bottom - top > 0.5 ? { left, right, top, bottom } : null;
        }

        const laid = texts(root.querySelector('main') || root).filter((r) => !r.node.parentElement.closest('details:not([open]) > :not(summary), .drop, .rows thead'));
        laid.sort((a, b) => a.top - b.top);
        for (let i = 0; i < laid.length; i++) {
          const a = laid[i];
          for (let j = i + 1; j < laid.length && laid[j].top < a.bottom - 3; j++) {
            const b = laid[j];
            if (a.node === b.node || a.node.parentElement.closest('.snip') || b.node.parentElement.closest('.sidepanel') !== a.node.parentElement.closest('.sidepanel')) continue;
            if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4) add('overlaps', b.node.parentElement, a.node.data + ' | ' + b.node.data);
          }
        }

        const numeric = /^[≈<>+−-]?\\d[\\d,]*(\\.\\d+)?([ \\u00a0\\u202f]?(%|‰|[a-zµ/]{1,5}|[kMG]B?|\\/min))*$/;
        for (const table of all('table')) {
          if (getComputedStyle(table).display !== 'table' || getComputedStyle(table.rows[0]).display === 'block') continue;
          const body = [...table.tBodies].flatMap((b) => [...b.rows]).filter((r) => shown(r) && ![...r.cells].some((c) => c.colSpan > 1));
          if (body.length === 0) continue;
          const heads = table.tHead ? [...table.tHead.rows[0].cells] : [];
          for (let i = 0; i < body[0].cells.length; i++) {
            const cells = body.map((r) => r.cells[i]).filter((c) => c && shown(c));
            if (cells.length === 0) continue;
            const head = heads[i];
            const title = 'column “' + (head?.textContent.trim() ?? i) + '”';
            const said = cells.filter((c) => !/^[–—]?$/.test(c.textContent.trim()) || c.querySelector('svg, input, button, .lane'));
            if (said.length === 0) { add('empty', table, title); continue; }
            const numbers = said.filter((c) => !c.querySelector('.mono') && numeric.test(c.textContent.trim()));
            if (numbers.length < said.length && !cells.every((c) => c.classList.contains('r'))) continue;
            if (table.matches('.two')) continue;
            for (const c of head ? [...cells, head] : cells) if (getComputedStyle(c).textAlign !== 'right' && getComputedStyle(c).textAlign !== 'end') { add('unaligned', c, title + ' ' + c.textContent); break; }
            if (numbers.some((c) => !getComputedStyle(c).fontVariantNumeric.includes('tabular'))) add('unaligned', numbers[0], title + ' digits');
            const ends = numbers.map((c) => Math.max(...texts(c, true).map((r) => r.right)));
            if (Math.max(...ends) - Math.min(...ends) > 1.5) add('unaligned', numbers[0], title + ' ends');
          }
        }

        for (const e of all('.num, td.r, .tile .v')) {
          if (e.children.length === 0 && numeric.test(e.textContent.trim()) && lines(boxes(e)) > 1) add('wrapped', e);
        }
        const withUnit = /\\d([ \\u00a0\\u202f])(ms|µs|ns|s|min|h|d|%|k|M|KB|MB|GB|k\\/min|M\\/min|\\/min|\\/s)(?![\\w%])/g;
        const walk = document.createTreeWalker(root.querySelector('main') || root, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const parent = node.parentElement;
          if (!/\\d/.test(node.data) || parent.closest('pre, code, title, .attributes, .log, textarea, [data-sent]') || !shown(parent)) continue;
          for (const hit of node.data.matchAll(withUnit)) {
            if (hit[1] === ' ') add('unit', parent, hit[0] + ' in ' + node.data);
            if (lines(boxes(node, hit.index, hit.index + hit[0].length)) > 1) add('wrapped', parent, hit[0] + ' in ' + node.data);
          }
        }
        return found;
      })
      """;

  private LayoutCheck() {}

  /** One thing that looks broken. */
  record Finding(String page, int width, String what, String selector, String text) {}

  /** Looks at the open page at every width, which it leaves at the first. */
  static List<Finding> of(Page page, String path) {
    List<Finding> findings = of(page, path, WIDTHS);
    page.setViewportSize(WIDTHS.getFirst(), 900);
    return findings;
  }

  /** Looks at the open page at such widths, which it leaves at the last. */
  static List<Finding> of(Page page, String path, List<Integer> widths) {
    List<Finding> findings = new ArrayList<>();
    for (int width : widths) {
      page.setViewportSize(width, 900);
      for (Object one : (List<?>) page.evaluate(SCRIPT)) {
        Map<?, ?> found = (Map<?, ?>) one;
        findings.add(
            new Finding(
                path,
                width,
                String.valueOf(found.get("what")),
                String.valueOf(found.get("selector")),
                String.valueOf(found.get("text"))));
      }
    }
    return findings;
  }
}
