package io.midwatch.storage.elasticsearch.doc;

import io.midwatch.model.Signal;
import io.midwatch.model.semconv.CanonicalField;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Names of indices and of the fields in them. An index holds what was received on one day, so that
 * a document whose writing is repeated always meets its first copy.
 *
 * <pre>
 * midwatch-spans-2026.01.02   midwatch-series-2026.01.02   midwatch-rollups-2026.01 (by bucket)
 * </pre>
 */
public record Names(String prefix) {
  public static final String ID = "id";
  public static final String TIME = "time";
  public static final String DURATION = "duration";
  public static final String RAW = "raw";
  public static final String ATTRIBUTES = "attributes";
  public static final String NUMBERS = "numbers";
  public static final String KEYS = "keys";
  public static final String OWN_KEYS = "own_keys";
  public static final String WORDS = "words";
  public static final String CUT = "cut";
  public static final String PATTERN = "pattern";
  public static final String SERIES = "series";
  public static final String START = "start";
  public static final String HAS_EXEMPLARS = "has_exemplars";
  public static final String LABELS = "labels";
  public static final String WRITER = "writer";
  public static final String TABLE = "table";
  public static final String BUCKET = "bucket";
  public static final String THROUGH = "through";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Kinds of indices, each with a template of its own. */
  public enum Kind {
    SPANS,
    LOGS,
    POINTS,
    SERIES,
    ROLLUPS;

    /** The kind that holds the items of a signal. */
    public static Kind of(Signal signal) {
      return switch (signal) {
        case TRACES -> SPANS;
        case LOGS -> LOGS;
        case METRICS -> POINTS;
      };
    }
  }

  /** {@code midwatch-spans}, the name of the template too. */
  public String base(Kind kind) {
    return prefix + "-" + kind.name().toLowerCase(Locale.ROOT);
  }

  /** All indices of a kind. */
  public String all(Kind kind) {
    return base(kind) + "-*";
  }

  /** The index of what was received then. */
  public String day(Kind kind, long receivedUnixNano) {
    return base(kind) + "-" + DAY.format(instant(receivedUnixNano));
  }

  /** When the day is over that an index of a kind is of. */
  public long end(Kind kind, String index) {
    LocalDate day = LocalDate.parse(index.substring(base(kind).length() + 1), DAY);
    long second = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    return Math.multiplyExact(second, 1_000_000_000L);
  }

  /** The index of rollup buckets that start then. */
  public String month(long bucketUnixNano) {
    return base(Kind.ROLLUPS) + "-" + MONTH.format(instant(bucketUnixNano));
  }

  private static Instant instant(long unixNano) {
    return Instant.ofEpochSecond(
        Math.floorDiv(unixNano, 1_000_000_000L), Math.floorMod(unixNano, 1_000_000_000L));
  }

  /** The keyword field of a canonical field. */
  public static String canonical(CanonicalField field) {
    return "f_" + field.name().toLowerCase(Locale.ROOT);
  }

  /** The number field of a canonical number. */
  public static String number(CanonicalField field) {
    return "n_" + field.name().toLowerCase(Locale.ROOT);
  }
}
