package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Bytes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanLink;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/*
 *   row      0 ................................ rows
 *   start    the hour, rounded to 10 ms (ties), a tenth of the rows late by up to a minute
 *   span id  row + 1
 *   trace    eight spans that lie near each other, some far away
 *   copy     each 997th row of the second half repeats a row of the first half
 */
/**
 * Spans made from their row number, always the same: mixed types under one key, arrays, gaps, ties,
 * other scripts, extreme numbers, keys with many values and rows with many keys.
 */
record GeneratedSpans(int rows) implements OracleRows<Span> {
  static final int WIDE_KEYS = 1_500;
  static final List<String> REGIONS = List.of("eu", "us", "ap", "Zürich", "東京", "", "it's");
  static final List<String> NAMES =
      List.of(
          "GET /pay",
          "POST /pay/{id}",
          "SELECT orders",
          "Straße öffnen",
          "a-b c_d",
          "購入 確認",
          "GET",
          "publish orders",
          "👍 done");
  private static final List<Resource> RESOURCES = resources();
  private static final List<InstrumentationScope> SCOPES =
      List.of(
          InstrumentationScope.EMPTY,
          scope("io.http", "region", "from-scope"),
          scope("io.jdbc", "layer", "db"));
  private static final long[] EXTREMES = {
    Long.MIN_VALUE, Long.MAX_VALUE, -1, (1L << 53) + 1, 1L << 53, -(1L << 53) - 1
  };
  private static final double[] EXTREME_DOUBLES = {
    -0.0, 1e300, -1e300, 0x1p63, -0x1p63, 5e-324, Double.NaN, 0x1p53
  };

  /** The row that this one repeats, itself for most. */
  int original(int row) {
    return row >= rows / 2 && row % 997 == 0 ? row - rows / 2 : row;
  }

  Span span(int row) {
    return make(original(row));
  }

  @Override
  public Span item(int row) {
    return span(row);
  }

  @Override
  public int row(Span item) {
    return (int) (item.spanId().value() - 1);
  }

  @Override
  public boolean isRepeated(int row) {
    return original(row) != row;
  }

  @Override
  public long time(Span item) {
    return item.startTimeUnixNano();
  }

  @Override
  public long duration(Span item) {
    return item.durationNanos();
  }

  @Override
  public Attributes attributes(Span item) {
    return item.attributes();
  }

  @Override
  public Resource resource(Span item) {
    return item.resource();
  }

  @Override
  public InstrumentationScope scope(Span item) {
    return item.scope();
  }

  @Override
  public @Nullable AttributeValue read(CanonicalReader reader, Span item, CanonicalField field) {
    return reader.read(item, field);
  }

  private Span make(int row) {
    SplittableRandom random = new SplittableRandom(20260104L + row * 0x9E3779B97F4A7C15L);
    long start = start(row, random);
    return new Span(
        trace(row, random),
        new SpanId(row + 1L),
        random.nextInt(3) == 0 ? null : new SpanId(1L + random.nextInt(rows)),
        random.nextInt(50) == 0 ? "vendor=ö" : "",
        random.nextInt(3),
        random.nextInt(40) == 0 ? "" : pick(random, NAMES),
        random.nextInt(60) == 0 ? 9 : random.nextInt(6),
        start,
        random.nextInt(80) == 0 ? 0 : start + duration(random),
        attributes(row, random),
        random.nextInt(100) == 0 ? 3 : 0,
        events(random, start),
        0,
        random.nextInt(100) == 0 ? List.of(link(random)) : List.of(),
        0,
        status(random),
        pick(random, RESOURCES),
        pick(random, SCOPES));
  }

  private long start(int row, SplittableRandom random) {
    long inHour = (long) (3_600e9 * row / rows);
    long late = random.nextInt(10) == 0 ? random.nextLong(60 * Times.SECOND) : 0;
    long tie = 10 * Times.MILLI;
    return Times.START_NANOS + (inHour + late) / tie * tie + (random.nextInt(4) == 0 ? 7 : 0);
  }

  TraceId traceOf(int number) {
    return new TraceId(number % 3 == 0 ? 0 : number * 0x9E3779B97F4A7C15L, number + 1L);
  }

  int traces() {
    return rows / 8;
  }

  private TraceId trace(int row, SplittableRandom random) {
    int near = row / 64 * 8 + row % 8;
    return traceOf(random.nextInt(50) == 0 ? random.nextInt(traces()) : near);
  }

  private static long duration(SplittableRandom random) {
    return random.nextInt(4) == 0
        ? 1_000L * random.nextInt(5)
        : Math.round(Math.exp(random.nextDouble() * 26));
  }

  private static SpanStatus status(SplittableRandom random) {
    return switch (random.nextInt(20)) {
      case 0, 1 -> SpanStatus.error("no stock, ü " + random.nextInt(3));
      case 2 -> SpanStatus.OK;
      case 3 -> random.nextInt(20) == 0 ? new SpanStatus(7, "") : SpanStatus.error("");
      default -> SpanStatus.UNSET;
    };
  }

  private static List<SpanEvent> events(SplittableRandom random, long start) {
    return random.nextInt(60) == 0
        ? List.of(
            new SpanEvent(
                start,
                "exception",
                Attributes.ofStrings(
                    "exception.type", "E" + random.nextInt(5), "exception.message", "größer"),
                0))
        : List.of();
  }

  private SpanLink link(SplittableRandom random) {
    return new SpanLink(
        traceOf(random.nextInt(traces())),
        new SpanId(1L + random.nextInt(rows)),
        "",
        Attributes.ofStrings("why", "retry"),
        0,
        0);
  }

  private Attributes attributes(int row, SplittableRandom random) {
    Attributes.Builder all = Attributes.builder();
    if (random.nextInt(4) > 0) {
      all.put("region", region(random));
    }
    if (random.nextInt(4) > 0) {
      all.put("size", size(random));
    }
    if (random.nextInt(4) > 0) {
      all.put("user.id", "u" + random.nextInt(300_000));
    }
    if (random.nextInt(3) == 0) {
      all.put("tenant.id", "t" + random.nextInt(40));
    }
    if (random.nextInt(3) > 0) {
      all.put("url.path", "/" + random.nextInt(3_000) + "/pay now");
    }
    if (random.nextInt(3) > 0) {
      all.put(random.nextInt(5) == 0 ? "http.method" : "http.request.method", method(random));
      all.put("http.response.status_code", code(random));
    }
    if (random.nextInt(2) == 0) {
      all.put("cached", random.nextBoolean());
    }
    if (random.nextInt(4) == 0) {
      all.put("ratio", random.nextInt(9) == 0 ? -random.nextDouble() : random.nextDouble() * 1e6);
    }
    if (random.nextInt(50) == 0) {
      all.put(
          "blob",
          new AttributeValue.BytesValue(Bytes.copyOf(new byte[] {1, (byte) random.nextInt(9)})));
    }
    if (random.nextInt(50) == 0) {
      all.put(
          "map", new AttributeValue.MapValue(Attributes.ofStrings("k", "v" + random.nextInt(9))));
    }
    if (row % 40_000 == 17) {
      for (int i = 0; i < WIDE_KEYS; i++) {
        all.put("wide." + i, i % 7L);
      }
    }
    return all.build();
  }

  private static String method(SplittableRandom random) {
    return pick(random, List.of("GET", "POST", "PUT", "get"));
  }

  private static AttributeValue code(SplittableRandom random) {
    long code = pick(random, List.of(200L, 200L, 200L, 404L, 500L, 503L));
    return switch (random.nextInt(20)) {
      case 0 -> AttributeValue.of(Long.toString(code));
      case 1 -> AttributeValue.of((double) code);
      case 2 -> AttributeValue.of("");
      default -> AttributeValue.of(code);
    };
  }

  private static AttributeValue region(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> AttributeValue.EMPTY;
      case 1 -> AttributeValue.of(List.of());
      case 2 -> AttributeValue.of(List.of(text(random), AttributeValue.EMPTY, text(random)));
      case 3 ->
          AttributeValue.of(
              List.of(text(random), AttributeValue.of(List.of(text(random), size(random)))));
      default -> text(random);
    };
  }

  private static AttributeValue text(SplittableRandom random) {
    return AttributeValue.of(pick(random, REGIONS));
  }

  private static AttributeValue size(SplittableRandom random) {
    return switch (random.nextInt(14)) {
      case 0 -> AttributeValue.of((double) random.nextInt(20));
      case 1 -> AttributeValue.of(random.nextInt(40) / 4.0 - 3);
      case 2 -> AttributeValue.of(Integer.toString(random.nextInt(20)));
      case 3 -> AttributeValue.of(random.nextBoolean());
      case 4 -> AttributeValue.of(EXTREMES[random.nextInt(EXTREMES.length)]);
      case 5 -> AttributeValue.of(EXTREME_DOUBLES[random.nextInt(EXTREME_DOUBLES.length)]);
      case 6 ->
          AttributeValue.of(
              List.of(AttributeValue.of(random.nextInt(9)), AttributeValue.of(3.0), text(random)));
      default -> AttributeValue.of((long) random.nextInt(100) - 10);
    };
  }

  static <E> E pick(SplittableRandom random, List<E> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Attributes.Builder attributes =
          Attributes.builder().put("host", "h" + i % 7).put("rack", i % 4L);
      if (i > 0) {
        attributes.put("service.name", List.of("shop", "cart", "zahlung").get(i % 3));
      }
      if (i % 4 == 0) {
        attributes.put("service.namespace", "eins");
      }
      if (i % 5 == 0) {
        attributes.put("region", "from-resource");
      }
      if (i % 2 == 0) {
        attributes.put(
            i % 4 == 0 ? "deployment.environment" : "deployment.environment.name", "prod");
      }
      resources.add(Resource.of(attributes.build()));
    }
    return resources;
  }

  private static InstrumentationScope scope(String name, String key, String value) {
    return new InstrumentationScope(name, "1", Attributes.ofStrings(key, value), 0, "");
  }
}
