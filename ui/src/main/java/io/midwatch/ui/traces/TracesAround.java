package io.midwatch.ui.traces;

import io.midwatch.query.traces.TraceFacets;
import io.midwatch.query.traces.TraceFacets.Facet;
import io.midwatch.ui.chart.Scatter;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.shell.Link;
import io.midwatch.ui.shell.ViewParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands above the list of a trace search: when the traces ran and how long, and the values by
 * which the search can be narrowed.
 *
 * @param whole whether every trace that matches is drawn
 */
public record TracesAround(List<Group> groups, Scatter scatter, boolean whole) {
  private static final Format FORMAT = new Format();

  public TracesAround {
    groups = List.copyOf(groups);
  }

  /** The values of one field, and the way back from the one that is chosen. */
  public record Group(String name, List<Choice> choices) {
    public Group {
      choices = List.copyOf(choices);
    }
  }

  /** One value, how many spans have it, and the search with it. */
  public record Choice(String value, long spans, boolean chosen, String href) {}

  /**
   * @param drawn traces from all over the window
   * @param whole whether these are all
   */
  static TracesAround of(
      ViewParameters at, TracesForm form, TraceFacets facets, List<TraceRow> drawn, boolean whole) {
    Link here = form.link(at);
    List<Group> groups = new ArrayList<>();
    groups.add(group("Service", "service", form.service(), facets.services(), here));
    groups.add(group("Endpoint", "endpoint", form.endpoint(), facets.endpoints(), here));
    groups.add(group("Tenant", "tenant", at.tenant(), facets.tenants(), here));
    groups.removeIf(group -> group.choices().isEmpty());
    List<Scatter.Thing> things = drawn.stream().map(row -> thing(at, row)).toList();
    return new TracesAround(
        groups,
        Scatter.of("Traces by duration", at.window().start(), at.window().end(), things),
        whole);
  }

  private static Scatter.Thing thing(ViewParameters at, TraceRow row) {
    Instant start = FORMAT.instant(row.startUnixNano());
    return new Scatter.Thing(
        start,
        row.durationNanos(),
        row.errors() > 0,
        row.operation()
            + ", "
            + FORMAT.duration(row.durationNanos())
            + ", "
            + FORMAT.time(start)
            + (row.errors() == 0 ? "" : ", with errors"),
        at.link("/traces/" + row.traceId()).toString());
  }

  /** How much of what matches is drawn. */
  public String extent() {
    String drawn = FORMAT.counted(scatter.points().size(), "trace", "traces");
    return whole ? "all " + drawn : drawn + " from all over the window";
  }

  private static Group group(
      String name, String parameter, @Nullable String chosen, List<Facet> facets, Link here) {
    return new Group(
        name,
        facets.stream()
            .map(facet -> {
              boolean is = facet.value().equals(chosen);
              return new Choice(
                  facet.value(),
                  facet.spans(),
                  is,
                  here.with(parameter, is ? null : facet.value()).toString());
            })
            .toList());
  }
}
