package io.midwatch.server;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What of a page does not hold at the widths people have. */
final class Layout {
  /** Of a desk, of a half or an old screen, of a phone; CSS pixels. */
  static final List<Integer> WIDTHS = List.of(1440, 1100, 390);

  private static final int HEIGHT = 900;

  /**
   * Finds: a page that scrolls sideways; a title that is cut; a column with a head and not one
   * value; a number that stands on two lines; a column of which some numbers end at the right and
   * some do not; heads that lie over each other.
   */
  private static final String FAULTS =
      """
      () => {
        const faults = [];
        const text = (e) => e.innerText.trim().replace(/\\s+/g, ' ').slice(0, 60);
        const tell = (what, e) => faults.push(what + ': ' + text(e));
        // A head for screen readers only names a drawing.
        const head = (e) => e.querySelector('.sr') && text(e.querySelector('.sr')) === text(e) ? '' : text(e);
        const shown = (e) => e.checkVisibility() && e.getBoundingClientRect().width > 1;
        const lines = (e) => {
          const range = document.createRange();
          range.selectNodeContents(e);
          const tops = [...range.getClientRects()].filter((r) => r.width > 0).map((r) => r.bottom);
          return tops.length ? Math.round((Math.max(...tops) - Math.min(...tops)) / 14) + 1 : 0;
        };
        const root = document.documentElement;
        if (root.scrollWidth > root.clientWidth) {
          faults.push('scrolls sideways: ' + root.scrollWidth + ' of ' + root.clientWidth);
        }
        for (const title of document.querySelectorAll('h1, h2')) {
          if (shown(title) && title.scrollWidth > title.clientWidth + 1) tell('title cut', title);
        }
        for (const number of document.querySelectorAll('td.num, td .num')) {
          const whole = getComputedStyle(number).whiteSpace;
          if (shown(number) && number.children.length === 0 && lines(number) > 1) {
            tell('number on ' + lines(number) + ' lines (' + whole + ')', number);
          }
        }
        for (const table of document.querySelectorAll('main table')) {
          if (!table.tHead || !shown(table)) continue;
          const heads = [...table.tHead.rows[0].cells];
          const rows = [...table.tBodies].flatMap((b) => [...b.rows])
            .filter((r) => r.cells.length === heads.length && shown(r));
          const said = heads.map(head);
          for (let i = 0; i < heads.length && rows.length; i++) {
            const cells = rows.map((r) => r.cells[i]);
            const full = (c) => text(c) || c.querySelector('svg, img, input, button, i');
            if (said[i] && !cells.some(full)) tell('empty column', heads[i]);
            const ends = new Set(cells.filter((c) => c.matches('.num') && text(c) !== '')
              .map((c) => getComputedStyle(c).textAlign.replace('end', 'right')));
            if (ends.size > 1) tell('numbers end here and there', heads[i]);
          }
          const boxes = heads.filter((h) => shown(h) && head(h)).map((cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            const cut = getComputedStyle(cell).overflow !== 'visible';
            const [box, edge] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
            return { cell, left: box.left, right: cut ? Math.min(box.right, edge.right) : box.right };
          });
          for (let i = 1; i < boxes.length; i++) {
            if (boxes[i].left < boxes[i - 1].right - 1) tell('head over another', boxes[i].cell);
          }
        }
        return [...new Set(faults)];
      }
      """;

  private Layout() {}

  /** The faults of an open page at every width, each with the width; none when it holds. */
  static List<String> faults(Page page) {
    List<String> faults = new ArrayList<>();
    for (int width : WIDTHS) {
      page.setViewportSize(width, HEIGHT);
      if (page.evaluate(FAULTS) instanceof List<?> found) {
        found.forEach(fault -> faults.add(width + " px, " + fault));
      }
    }
    return faults;
  }

  /** A page with every fault, by the name of it; for the test of the test. */
  static Map<String, String> bad() {
    return Map.of(
        "scrolls sideways",
        "<p style='width:3000px'>wide</p>",
        "title cut",
        "<h1 style='width:40px;overflow:hidden;white-space:nowrap'>Long title</h1>",
        "number on",
        "<table><tr><td class=num style='width:10px'>12 345 678</td></tr></table>",
        "empty column",
        table("<td></td><td>1</td>", ""),
        "numbers end here and there",
        table("<td class=num style='text-align:right'>1</td><td>x</td>", "")
            .replace("</tbody>", "<tr><td class=num>2</td><td>y</td></tr></tbody>"),
        "head over another",
        table("<td>1</td><td>2</td>", "table-layout:fixed;width:20px"));
  }

  private static String table(String cells, String style) {
    return "<main><table style='%s'><thead><tr><th>Service</th><th>Status</th></tr></thead>"
            .formatted(style)
        + "<tbody><tr>%s</tr></tbody></table></main>".formatted(cells);
  }
}
