package io.midwatch.ui.explore;

import io.midwatch.query.asker.Asker;
import io.midwatch.query.promql.PromqlEngine;
import io.midwatch.query.promql.PromqlException;
import io.midwatch.query.promql.QueryResult;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Value;
import io.midwatch.query.promql.store.PromqlCatalog;
import io.midwatch.query.promql.store.PromqlCatalog.SeriesExemplars;
import io.midwatch.query.promql.store.PromqlCatalog.Told;
import io.midwatch.query.promql.syntax.SyntaxException;
import io.midwatch.ui.shell.TimeWindow;
import io.midwatch.ui.shell.ViewParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks what the page was asked. */
@Component
final class ExploreView {
  /** Series shown. */
  static final int MOST_SERIES = 200;

  /** Questions answered at the same time; one more is asked to come again. */
  private static final int CONCURRENT = 4;

  /** A reader does not wait longer than this. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final PromqlEngine engine;
  private final PromqlCatalog catalog;
  private final Semaphore places = new Semaphore(CONCURRENT);

  ExploreView(PromqlEngine engine, PromqlCatalog catalog) {
    this.engine = engine;
    this.catalog = catalog;
  }

  ExplorePage page(ViewParameters at, ExploreForm form) {
    TimeWindow window = at.window();
    if (form.query() == null) {
      return ExplorePage.without(form, window, null);
    }
    if (!places.tryAcquire()) {
      return ExplorePage.without(
          form, window, CONCURRENT + " queries of this page are running. Ask again in a moment.");
    }
    try {
      return answer(form, form.query(), window);
    } catch (SyntaxException | PromqlException e) {
      return ExplorePage.without(form, window, e.getMessage());
    } finally {
      places.release();
    }
  }

  private ExplorePage answer(ExploreForm form, String query, TimeWindow window) {
    ExplorePage asked = ExplorePage.without(form, window, null);
    QueryResult result =
        engine.range(query, asked.grid(), engine.defaults().withTimeout(PATIENCE), Asker.gone());
    List<SeriesRow> rows = rows(result.value());
    Told<List<SeriesExemplars>> exemplars =
        catalog.exemplars(window.start().toEpochMilli(), window.end().toEpochMilli(), query);
    List<String> notes = new ArrayList<>();
    result.annotations().forEach(note -> notes.add(note.message(query)));
    notes.addAll(exemplars.warnings());
    if (rows.stream().anyMatch(SeriesRow::histogram)) {
      notes.add(
          "Native histograms are no numbers: histogram_quantile, histogram_count and their like"
              + " make some of them.");
    }
    return new ExplorePage(
        form,
        null,
        asked.stepSeconds(),
        asked.grid(),
        rows.subList(0, Math.min(rows.size(), MOST_SERIES)),
        rows.size(),
        ExemplarRow.newest(exemplars.found()),
        notes);
  }

  private static List<SeriesRow> rows(@Nullable Value value) {
    return switch (value) {
      case Value.Vector vector -> series(vector.columns());
      case Value.Scalar scalar -> List.of(SeriesRow.ofScalar(scalar.values()));
      case null, default -> List.of();
    };
  }

  private static List<SeriesRow> series(List<Column> columns) {
    return columns.stream().map(SeriesRow::of).toList();
  }
}
