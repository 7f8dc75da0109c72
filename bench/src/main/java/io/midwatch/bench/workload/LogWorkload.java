package io.midwatch.bench.workload;

import io.midwatch.model.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Log records of 400 templates with bodies of 151 bytes on average; 60 % belong to a trace of the
 * {@link SpanWorkload} of the same seed, period and number of spans; 3 in a million hold {@link
 * #NEEDLE}.
 *
 * <pre>
 * INFO shop: reserved item 48213 for order 1928374 in warehouse 17 after 3 attempts, connection pool at 12 of 40 …
 * </pre>
 */
public final class LogWorkload implements Workload {
  /** A token in 3 of a million records. */
  public static final String NEEDLE = "ERR-7731";

  /** A phrase in about every tenth record. */
  public static final String PHRASE = "connection pool";

  /** Records in every window but the last. */
  public static final int WINDOW_RECORDS = 32_768;

  private final long seed;
  private final Period period;
  private final long records;
  private final Traces traces;
  private final List<LogTemplate> templates = LogTemplate.all();
  private final List<ContextBytes> contexts = new ArrayList<>();

  /**
   * @param records exact number of log records
   * @param spans size of the span workload whose traces are referred to
   */
  public LogWorkload(long seed, Period period, long records, long spans) {
    if (records < 1) {
      throw new IllegalArgumentException("expected at least one record, found " + records);
    }
    this.seed = seed;
    this.period = period;
    this.records = records;
    this.traces = Traces.ofSpans(seed, period, spans);
    for (Service service : Service.ALL) {
      for (int pod = 0; pod < Service.PODS; pod++) {
        contexts.add(ContextBytes.of(service, pod, "com.acme." + service.name()));
      }
    }
  }

  @Override
  public Signal signal() {
    return Signal.LOGS;
  }

  @Override
  public int windows() {
    return Math.toIntExact(Math.ceilDiv(records, WINDOW_RECORDS));
  }

  @Override
  public List<ExportRequest> window(int index) {
    Dice dice = new Dice(Dice.seed(seed, -1_000_000_000L - index));
    ItemBuffer items = new ItemBuffer();
    LogRecordWriter writer = new LogRecordWriter(items.wire(), traces);
    long first = (long) index * WINDOW_RECORDS;
    long last = Math.min(records, first + WINDOW_RECORDS);
    for (long record = first; record < last; record++) {
      double place = (record + dice.share()) / records;
      long time = period.fromUnixNano() + (long) (place * period.lengthNanos());
      LogTemplate template = templates.get(dice.below(templates.size()));
      writer.write(template, time, traces.at(place), dice);
      items.endItem(template.service() * Service.PODS + dice.below(Service.PODS));
    }
    return items.requests(contexts);
  }
}
