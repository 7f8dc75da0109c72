package io.midwatch.storage.columnar.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.LogRecord;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.row.ColumnReading;
import io.midwatch.storage.columnar.row.RandomTelemetry;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Field.Origin;
import io.midwatch.storage.contract.write.SharedValues;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogPartTest {
  private static final CanonicalReader READER = new CanonicalReader(IdentityKeys.DEFAULT);
  private static final long RECEIVED = Times.second(5_000);
  private static final int MANY_KEYS = 1_300;

  private final List<LogRecord> stored = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private int leastWanted;

  private LogPart write(List<LogRecord> logs) {
    HotTable table = new HotTable(LogSchema.SCHEMA, 100_000);
    LogAppender appender = new LogAppender(table, new SharedValues(), new Listed());
    RecordBatches batches = new RecordBatches();
    appender.begin(1L << 32, RECEIVED);
    batches.decodeLogs(batches.logs("test", 0, logs), appender);
    table.publish();
    return new LogPart(table.snapshot(), READER);
  }

  /** Keeps the records of {@link #leastWanted} and above, and the times of all. */
  private final class Listed implements LogsStored {
    @Override
    public boolean wants(int severityNumber) {
      return severityNumber >= leastWanted;
    }

    @Override
    public void stored(int row, long timeUnixNano, @Nullable LogRecord record) {
      times.add(row, timeUnixNano);
      if (record != null) {
        stored.add(record);
      }
    }
  }

  @Test
  void putsOnlyWantedRecordsTogether() {
    leastWanted = 13;
    List<LogRecord> logs = random(2_000);

    assertThat(items(write(logs))).isEqualTo(logs);
    assertThat(stored)
        .isEqualTo(logs.stream().filter(log -> log.severityNumber() >= leastWanted).toList())
        .hasSizeBetween(1, logs.size() - 1);
    assertThat(times)
        .isEqualTo(
            logs.stream()
                .map(log -> log.effectiveTimeUnixNano())
                .map(time -> time == 0 ? RECEIVED : time)
                .toList());
  }

  private static List<LogRecord> random(int count) {
    RandomTelemetry random = new RandomTelemetry(21);
    return LongStream.rangeClosed(1, count).mapToObj(random::log).toList();
  }

  /** Records with more keys than a table has columns for. */
  private static List<LogRecord> withManyKeys() {
    List<LogRecord> logs = new ArrayList<>();
    for (int i = 1; i <= MANY_KEYS; i++) {
      logs.add(Logs.number(i).with("key." + i, "v").build());
    }
    RandomTelemetry random = new RandomTelemetry(22);
    for (int i = MANY_KEYS + 1; i <= MANY_KEYS + 300; i++) {
      logs.add(random.log(i));
    }
    return logs;
  }

  private static List<LogRecord> items(LogPart part) {
    return IntStream.range(0, part.table().rows()).mapToObj(part::item).toList();
  }

  @Test
  void givesBackARecordThatUsesEveryFeature() {
    List<LogRecord> logs = List.of(Logs.number(1).build(), Rich.log().build());

    assertThat(items(write(logs))).isEqualTo(logs);
    assertThat(stored).isEqualTo(logs);
  }

  @Test
  void givesBackRandomRecordsAndAttributesThatGotNoColumn() {
    assertThat(items(write(random(1_000)))).isEqualTo(random(1_000));
    assertThat(items(write(withManyKeys()))).isEqualTo(withManyKeys());
  }

  @Test
  void givesBackBodiesOfEveryKind() {
    List<AttributeValue> bodies = new ArrayList<>(Rich.attributes().asMap().values());
    bodies.add(AttributeValue.of(""));
    bodies.add(AttributeValue.EMPTY);
    bodies.add(new AttributeValue.MapValue(Attributes.empty()));
    List<LogRecord> logs = bodies.stream().map(body -> Logs.number(1).body(body).build()).toList();
    LogPart part = write(logs);

    assertThat(items(part)).isEqualTo(logs);
    assertColumn(
        part, logs, Field.of(CanonicalField.BODY), log -> READER.read(log, CanonicalField.BODY));
  }

  @Test
  void filesARecordUnderItsTimeElseObservedElseReceived() {
    long time = Times.second(7);
    List<LogRecord> logs =
        List.of(
            Logs.number(1).times(time, 0).build(),
            Logs.number(1).times(time, Long.MIN_VALUE).build(),
            Logs.number(1).times(0, time).build(),
            Logs.number(1).times(0, 0).build());
    LogPart part = write(logs);

    assertThat(IntStream.range(0, 4).mapToLong(part.times()::at))
        .containsExactly(time, time, time, RECEIVED);
    assertThat(items(part)).isEqualTo(logs);
  }

  @Test
  void answersEveryCanonicalFieldAsTheReaderDoes() {
    for (List<LogRecord> logs : List.of(random(300), withManyKeys(), List.of(Rich.log().build()))) {
      LogPart part = write(logs);
      for (CanonicalField field : CanonicalField.values()) {
        assertColumn(part, logs, Field.of(field), log -> READER.read(log, field));
      }
    }
  }

  @Test
  void answersFreeAttributesWhereverTheyAre() {
    for (List<LogRecord> logs : List.of(random(300), withManyKeys())) {
      LogPart part = write(logs);
      for (String key : List.of("key.3", "key." + MANY_KEYS, "noise", "http.route", "tenant.id")) {
        assertColumn(
            part, logs, new Field.Attribute(Origin.ITEM, key), log -> log.attributes().find(key));
        assertColumn(
            part,
            logs,
            new Field.Attribute(Origin.RESOURCE, key),
            log -> log.resource().attributes().find(key));
      }
    }
  }

  private static void assertColumn(
      LogPart part,
      List<LogRecord> logs,
      Field field,
      Function<LogRecord, @Nullable AttributeValue> plain) {
    assertThat(new ColumnReading(part.table()).all(part.column(field)))
        .as(field.toString())
        .isEqualTo(logs.stream().map(plain).toArray(AttributeValue[]::new));
  }

  @Test
  void findsTheRowsOfATrace() {
    LogPart part =
        write(
            List.of(
                Logs.number(1).during(7, 1, 0).build(),
                Logs.number(2).build(),
                Logs.number(3).during(7, 2, 0).build()));

    assertThat(part.rowsOf(Spans.traceId(7))).containsExactly(0, 2);
    assertThat(part.rowsOf(Spans.traceId(8))).isEmpty();
    assertThat(part.traceId(1)).isNull();
  }
}
