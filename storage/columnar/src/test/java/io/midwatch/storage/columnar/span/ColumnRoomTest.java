package io.midwatch.storage.columnar.span;

import static io.midwatch.storage.columnar.span.WrittenSpans.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.columnar.query.PartColumn;
import io.midwatch.storage.columnar.row.ColumnReading;
import io.midwatch.storage.columnar.row.ColumnRoom;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.testkit.fixture.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnRoomTest {
  private static final int PARTS = 50;
  private static final int USERS = 2_000;
  private static final List<CanonicalField> ASKED =
      List.of(CanonicalField.USER, CanonicalField.TENANT, CanonicalField.FAILED);

  private final Table table = new WrittenSpans().write(spans()).part().table();

  /** Several attributes may name the user: its column is computed. */
  private static List<Span> spans() {
    return IntStream.rangeClosed(1, USERS)
        .mapToObj(i ->
            Spans.number(i).with("user.id", "user-" + i).with("tenant.id", "t" + i % 7).build())
        .toList();
  }

  @Test
  void computedColumnsOfManySegmentsTakeNoMoreThanTheirRoom() {
    long oneOfUsers = sizeOfOne(CanonicalField.USER);
    ColumnRoom room = new ColumnRoom(10 * oneOfUsers);
    List<SpanPart> parts = parts(room);
    @Nullable AttributeValue[] users = read(parts.getFirst(), CanonicalField.USER);
    long most = 0;
    for (int round = 0; round < 2; round++) {
      for (SpanPart part : parts) {
        for (CanonicalField field : ASKED) {
          part.column(Field.of(field));
          most = Math.max(most, room.sizeBytes());
        }
        assertThat(read(part, CanonicalField.USER)).isEqualTo(users);
      }
    }
    System.out.printf(
        "%d segments of a column of %d bytes each: at most %d of %d bytes held%n",
        PARTS, oneOfUsers, most, 10 * oneOfUsers);
    assertThat(oneOfUsers).isGreaterThan(100L * USERS);
    assertThat(most).isBetween(8 * oneOfUsers, 10 * oneOfUsers);
  }

  @Test
  void columnsUsedLastAreKept() {
    List<SpanPart> parts = parts(new ColumnRoom(3 * sizeOfOne(CanonicalField.USER)));
    Field user = Field.of(CanonicalField.USER);
    PartColumn first = parts.getFirst().column(user);
    PartColumn second = parts.get(1).column(user);
    parts.get(2).column(user);
    assertThat(parts.getFirst().column(user)).isSameAs(first);
    parts.get(3).column(user); // takes the room of the second, which was used least lately
    assertThat(parts.getFirst().column(user)).isSameAs(first);
    assertThat(parts.get(1).column(user)).isNotSameAs(second);
  }

  private long sizeOfOne(CanonicalField field) {
    ColumnRoom alone = new ColumnRoom(Long.MAX_VALUE);
    new SpanPart(table, READER, alone).column(Field.of(field));
    return alone.sizeBytes();
  }

  private List<SpanPart> parts(ColumnRoom room) {
    List<SpanPart> parts = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      parts.add(new SpanPart(table, READER, room));
    }
    return parts;
  }

  private @Nullable AttributeValue[] read(SpanPart part, CanonicalField field) {
    return new ColumnReading(table).all(part.column(Field.of(field)));
  }
}
