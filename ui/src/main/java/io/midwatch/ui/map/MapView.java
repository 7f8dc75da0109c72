package io.midwatch.ui.map;

import io.midwatch.query.operations.Dependencies;
import io.midwatch.query.operations.DependenciesService;
import io.midwatch.query.operations.DependencyRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.shell.ViewParameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chooses which edges are drawn: a whole system is not readable, what fails or is near is. */
@Component
final class MapView {
  /** Edges read; with more the rarest are left out, which the page says. */
  private static final int READ = 2_000;

  private static final int DRAWN = 20;
  private static final int DRAWN_AROUND = 30;
  private static final int ROWS = 200;
  private static final Format FORMAT = new Format();
  private static final Comparator<DependencyRow> WORST_FIRST =
      Comparator.comparingLong((DependencyRow edge) -> -edge.failed())
          .thenComparing(edge -> -edge.requests());

  private final DependenciesService dependencies;

  MapView(DependenciesService dependencies) {
    this.dependencies = dependencies;
  }

  /**
   * The page.
   *
   * @param focus the service whose callers and callees are shown, null for the edges of all that
   *     fail most
   */
  MapPage page(ViewParameters at, @Nullable String focus) {
    Window window = new Window(at.question().range(), at.env(), null);
    Dependencies found =
        dependencies.dependencies(new DependenciesService.Question(window, null, null, null, READ));
    List<DependencyRow> rows =
        found.rows().stream()
            .filter(edge -> focus == null || touches(edge, focus))
            .sorted(WORST_FIRST)
            .toList();
    List<DependencyRow> drawn =
        rows.subList(0, Math.min(rows.size(), focus == null ? DRAWN : DRAWN_AROUND));
    return new MapPage(
        window,
        focus,
        headline(found.rows(), rows, focus),
        remark(rows.size(), drawn.size(), focus),
        rows.subList(0, Math.min(rows.size(), ROWS)),
        rows.size(),
        ServiceMap.of(drawn, found.rows(), focus, window.minutes()),
        notes(found));
  }

  private static boolean touches(DependencyRow edge, String focus) {
    return edge.client().equals(focus)
        || (edge.server().equals(focus) && MapPart.called(edge).isService());
  }

  private static String headline(
      List<DependencyRow> all, List<DependencyRow> rows, @Nullable String focus) {
    if (focus == null) {
      long failing = all.stream().filter(ServiceMap::failing).count();
      return FORMAT.counted(all.size(), "edge", "edges")
          + " between services, databases and third parties"
          + (failing == 0 ? "" : ", " + FORMAT.exact(failing) + " failing");
    }
    long callers = rows.stream().filter(edge -> !edge.client().equals(focus)).count();
    return focus
        + " is called by "
        + FORMAT.exact(callers)
        + " and calls "
        + FORMAT.exact(rows.size() - callers);
  }

  private static String remark(int rows, int drawn, @Nullable String focus) {
    if (drawn == rows) {
      return focus == null ? "all of them" : "one step around it";
    }
    return "the "
        + drawn
        + " of "
        + FORMAT.exact(rows)
        + " with the most failures, then the most requests";
  }

  private static List<String> notes(Dependencies found) {
    List<String> notes = new ArrayList<>(found.completeness().reasons());
    if (found.next() != null) {
      notes.add("Only the " + READ + " edges with the most requests are looked at.");
    }
    if (found.beyond() > 0) {
      notes.add(
          FORMAT.counted(found.beyond(), "request is", "requests are")
              + " of edges that were too many to be kept apart.");
    }
    return notes;
  }
}
