package io.midwatch.storage.columnar.metric;

import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.columnar.file.Damage;
import io.midwatch.storage.columnar.file.UnreadableFile;
import io.midwatch.storage.columnar.query.Asking;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.PointBlock;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.SeriesVisitor;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.WholeSeries;
import io.midwatch.storage.contract.read.MetricReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers questions about metrics from hot buffers and sealed files together: a series is one
 * however many of them have points of it, and so is a point that more than one has. Thread-safe;
 * each question reads the parts there are when it begins.
 */
public final class MetricTables implements MetricReader {
  /** Samples that are handed over at once, unless a single chunk has more. */
  private static final int SAMPLES_PER_VISIT = 50_000;

  private static final int SERIES_PER_LOOK_AT_THE_CLOCK = 1024;

  private final Supplier<List<MetricPart>> parts;
  private final VisibleSeries visible;
  private final InstantSource clock;
  private final Damage damage;
  private final Asking questions;
  private final Asking longQuestions;

  /**
   * @param parts what there is to read, the part that was stored first first
   */
  public MetricTables(
      Supplier<List<MetricPart>> parts, CanonicalReader reader, InstantSource clock) {
    this(parts, reader, clock, Damage.NONE, Asking.HERE, Asking.HERE);
  }

  /**
   * The same over files that may be damaged.
   *
   * @param damage takes a file out that a question could not read
   * @param questions where they are answered; a visitor is called there too
   * @param longQuestions where blocks are read, whose visitors may take minutes
   */
  public MetricTables(
      Supplier<List<MetricPart>> parts,
      CanonicalReader reader,
      InstantSource clock,
      Damage damage,
      Asking questions,
      Asking longQuestions) {
    this.damage = damage;
    this.questions = questions;
    this.longQuestions = longQuestions;
    this.parts = parts;
    this.visible = new VisibleSeries(reader);
    this.clock = clock;
  }

  @Override
  public Completeness readSeries(SeriesQuery query, SeriesVisitor visitor) {
    return read(query, visitor, false);
  }

  @Override
  public ListAnswer<Series> exemplars(SeriesQuery query) {
    WholeSeries whole = new WholeSeries();
    Completeness completeness = read(query, whole, true);
    return new ListAnswer<>(whole.series(), completeness);
  }

  @Override
  public Completeness readBlocks(SeriesQuery query, PointBlock.Visitor visitor) {
    boolean[] handed = new boolean[1];
    PointBlock.Visitor noting =
        block -> {
          handed[0] = true;
          return visitor.visit(block);
        };
    return ask(longQuestions, query, budget -> readBlocks(query, noting, budget), handed);
  }

  private void readBlocks(SeriesQuery query, PointBlock.Visitor visitor, Budget budget) {
    int[] handed = new int[1];
    for (FoundSeries each : find(query.scope(), query.range(), query.matchers(), budget)) {
      boolean[] begun = new boolean[1];
      boolean more =
          each.readNumbers(
              query.range(),
              (points, from, to) -> {
                if (!begun[0] && handed[0]++ == query.maxSeries()) {
                  budget.incomplete("more than " + query.maxSeries() + " series");
                  return false;
                }
                begun[0] = true;
                int allowed = budget.spend(to - from);
                boolean wanted =
                    allowed > 0
                        && visitor.visit(
                            new PointBlock(
                                each.series().identity(),
                                each.series().labels(),
                                points.times(),
                                points.numbers(),
                                points.others(),
                                points.histograms(),
                                from,
                                from + allowed));
                return wanted && allowed == to - from;
              });
      if (!more) {
        break;
      }
    }
  }

  private Completeness read(SeriesQuery query, SeriesVisitor visitor, boolean exemplarsOnly) {
    boolean[] handed = new boolean[1];
    SeriesVisitor noting =
        chunk -> {
          handed[0] = true;
          return visitor.visit(chunk);
        };
    return ask(questions, query, budget -> read(query, noting, budget, exemplarsOnly), handed);
  }

  private Completeness ask(
      Asking where, SeriesQuery query, Consumer<Budget> reading, boolean[] handed) {
    Budget budget = new Budget(query.limits(), clock);
    return where.ask(budget, () -> readOpen(query.range(), budget, reading, handed));
  }

  /**
   * Reads again without a file that turns out to be damaged.
   *
   * @param handed whether anything was handed over
   */
  private Completeness readOpen(
      TimeRange range, Budget budget, Consumer<Budget> reading, boolean[] handed) {
    boolean again = true;
    while (again) {
      try {
        reading.accept(budget);
        again = false;
      } catch (StoreException e) {
        if (!damage.takeOut(e)) {
          throw e;
        }
        again = !handed[0]; // what was handed over cannot be taken back: the answer ends there
      }
    }
    return completeness(budget, range);
  }

  private Completeness completeness(Budget budget, TimeRange range) {
    for (UnreadableFile file : damage.files()) {
      if (file.concerns(range)) {
        budget.incomplete(file.said());
      }
    }
    return budget.completeness();
  }

  private void read(
      SeriesQuery query, SeriesVisitor visitor, Budget budget, boolean exemplarsOnly) {
    SeriesHandover handover =
        new SeriesHandover(visitor, budget, query.maxSeries(), SAMPLES_PER_VISIT, exemplarsOnly);
    for (FoundSeries each : find(query.scope(), query.range(), query.matchers(), budget)) {
      if (!handover.hand(each, query.range())) {
        break;
      }
    }
  }

  /** Reads again without a file that turns out to be damaged; the time goes on running. */
  private <T> ListAnswer<T> withoutDamaged(TimeRange range, Function<Budget, List<T>> reading) {
    Budget budget = new Budget(QueryLimits.DEFAULT, clock);
    return questions.ask(budget, () -> withoutDamaged(range, budget, reading));
  }

  private <T> ListAnswer<T> withoutDamaged(
      TimeRange range, Budget budget, Function<Budget, List<T>> reading) {
    while (true) {
      try {
        List<T> found = reading.apply(budget);
        return new ListAnswer<>(found, completeness(budget, range));
      } catch (StoreException e) {
        if (!damage.takeOut(e)) {
          throw e;
        }
      }
    }
  }

  /**
   * Matching series of every part that overlaps the range, by label set; ties by first arrival. No
   * more of them once the time is over.
   */
  private List<FoundSeries> find(
      QueryScope scope, TimeRange range, List<LabelMatcher> matchers, Budget budget) {
    SeriesSelector selector = new SeriesSelector(matchers);
    Predicate<SeriesIdentity> mayBeSeen = visible.of(scope);
    Map<RegisteredSeries, FoundSeries> found = new LinkedHashMap<>();
    for (MetricPart part : parts.get()) {
      if (part.maxTimeUnixNano() < range.fromUnixNano()
          || part.minTimeUnixNano() >= range.toUnixNano()) {
        continue;
      }
      if (!budget.goOn()) {
        break;
      }
      BitSet selected = selector.select(part.labels());
      int met = 0;
      for (int i = selected.nextSetBit(0); i >= 0; i = selected.nextSetBit(i + 1)) {
        if (++met % SERIES_PER_LOOK_AT_THE_CLOCK == 0 && !budget.goOn()) {
          break;
        }
        int number = i;
        RegisteredSeries series = part.series(number);
        FoundSeries known = found.get(series);
        if (known == null && mayBeSeen.test(series.identity())) {
          known = new FoundSeries(series, new ArrayList<>());
          found.put(series, known);
        }
        if (known != null) {
          part.share(number, known.series());
          known.places().add(new FoundSeries.Place(part, number));
        }
      }
    }
    return found.values().stream()
        .sorted(Comparator.comparing(FoundSeries::series, RegisteredSeries.ORDER))
        .toList();
  }

  @Override
  public ListAnswer<String> labels(QueryScope scope, TimeRange range, List<LabelMatcher> matchers) {
    return withoutDamaged(
        range,
        budget -> {
          TreeSet<String> names = new TreeSet<>();
          for (FoundSeries each : find(scope, range, matchers, budget)) {
            if (!budget.spend()) {
              break;
            }
            Set<String> own = each.series().labels().keySet();
            if (!names.containsAll(own) && each.anyIn(range)) {
              names.addAll(own);
            }
          }
          return List.copyOf(names);
        });
  }

  @Override
  public ListAnswer<String> labelValues(
      QueryScope scope, TimeRange range, String label, List<LabelMatcher> matchers) {
    return withoutDamaged(
        range,
        budget -> {
          TreeSet<String> values = new TreeSet<>();
          for (FoundSeries each : find(scope, range, matchers, budget)) {
            if (!budget.spend()) {
              break;
            }
            String value = each.series().labels().get(label);
            if (value != null && !values.contains(value) && each.anyIn(range)) {
              values.add(value);
            }
          }
          return List.copyOf(values);
        });
  }

  @Override
  public ListAnswer<MetricMetadata> metadata() {
    return withoutDamaged(TimeRange.ALL, this::readMetadata);
  }

  private List<MetricMetadata> readMetadata(Budget budget) {
    Map<Named, Set<MetricMetadata>> latest = new LinkedHashMap<>();
    for (MetricPart part : parts.get()) {
      if (!budget.goOn()) {
        break;
      }
      Map<Named, Set<MetricMetadata>> own = new LinkedHashMap<>();
      for (MetricMetadata each : part.metadata()) {
        own.computeIfAbsent(Named.of(each), _ -> new LinkedHashSet<>()).add(each);
      }
      latest.putAll(own);
    }
    return latest.values().stream()
        .flatMap(Set::stream)
        .sorted(Comparator.comparing(MetricMetadata::prometheusName))
        .toList();
  }

  /** A metric without what may change: a newer part's word on that replaces an older one's. */
  private record Named(
      String prometheusName,
      String name,
      String unit,
      MetricDescriptor.MetricType type,
      MetricDescriptor.Temporality temporality,
      boolean monotonic) {
    static Named of(MetricMetadata metadata) {
      MetricDescriptor metric = metadata.descriptor();
      return new Named(
          metadata.prometheusName(),
          metric.name(),
          metric.unit(),
          metric.type(),
          metric.temporality(),
          metric.monotonic());
    }
  }
}
