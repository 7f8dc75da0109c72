package io.midwatch.storage.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.LogRecord;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareAnswer.Difference;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer.Counted;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Searching, following, counting and comparing log records. */
public abstract class LogReadContract extends StoreContract {
  private static final Field BODY = Field.named("body");
  private static final Field SEVERITY = Field.named("severity");
  private static final RowId FIRST = new RowId(0, 0, 0, 0);

  private void write() {
    store
        .logWriter()
        .writeLogs(
            List.of(
                Logs.number(1).saying("ERR-7731: no stock for 4711").severity(17, "ERROR").build(),
                Logs.number(2).saying("order paid").during(5, 6, 1).build(),
                Logs.number(3).saying("order refused").severity(13, "WARN").of("payments").build(),
                Logs.number(4).body(AttributeValue.of(42)).severity(0, "").build()));
  }

  @Test
  void filtersByWhatARecordSays() {
    write();
    assertThat(found(new Filter.Phrase(BODY, "err-7731"))).containsExactly(1L);
    assertThat(found(new Filter.Phrase(BODY, "order"))).containsExactly(2L, 3L);
    assertThat(found(new Filter.Substring(BODY, "refus"))).containsExactly(3L);
    assertThat(found(new Filter.Regex(BODY, "^order (paid|refused)$"))).containsExactly(2L, 3L);
    assertThat(found(new Filter.NumberRange(SEVERITY, 13.0, 18.0))).containsExactly(1L, 3L);
    assertThat(found(Filter.not(new Filter.Exists(SEVERITY)))).containsExactly(4L);
    assertThat(found(Filter.eq(Field.named("severity.text"), "WARN"))).containsExactly(3L);
    assertThat(found(Filter.eq(Field.named("trace.id"), Spans.traceId(5).hex())))
        .containsExactly(2L);
    assertThat(found(Filter.not(new Filter.Exists(Field.named("span.id")))))
        .containsExactly(1L, 3L, 4L);
    assertThat(found(Filter.eq(Field.named("service"), "payments"))).containsExactly(3L);
  }

  @Test
  void pagesBothWays() {
    write();
    SearchQuery query = SearchQuery.newest(Times.HOUR, Filter.ALL, 3);
    Page<LogRecord> first = store.logs().searchLogs(query);
    Page<LogRecord> second = store.logs().searchLogs(query.after(first.next()));
    assertThat(seconds(first)).containsExactly(4L, 3L, 2L);
    assertThat(seconds(second)).containsExactly(1L);
    SearchQuery back = query.sorted(Sort.OLDEST_FIRST).after(second.previous());
    assertThat(seconds(store.logs().searchLogs(back))).containsExactly(2L, 3L, 4L);
  }

  @Test
  void hasNoDurationToSortBy() {
    SearchQuery query = SearchQuery.newest(Times.HOUR, Filter.ALL, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.logs().searchLogs(query.sorted(Sort.LONGEST_FIRST)));
  }

  @Test
  void followsRecordsInTheOrderTheyWereStored() {
    List<Long> followed = new ArrayList<>();
    RowId last = FIRST;
    store.logWriter().writeLogs(List.of(Logs.number(9).build(), Logs.number(3).build()));
    for (int round = 0; round < 3; round++) {
      for (Row<LogRecord> row : store.logs().tailLogs(QueryScope.ALL, Filter.ALL, last, 10)) {
        followed.add(second(row.item()));
        last = row.id();
      }
      store.logWriter().writeLogs(List.of(Logs.number(100 + round).build()));
    }
    assertThat(followed).containsExactly(9L, 3L, 100L, 101L);
  }

  @Test
  void followsAtMostTheLimitAndOnlyWhatMatches() {
    write();
    Filter orders = new Filter.Phrase(BODY, "order");
    List<Row<LogRecord>> one = store.logs().tailLogs(QueryScope.ALL, orders, FIRST, 1);
    assertThat(one).extracting(row -> second(row.item())).containsExactly(2L);
    QueryScope shop = new QueryScope(Filter.eq(Field.named("service"), "shop"));
    assertThat(store.logs().tailLogs(shop, orders, one.getFirst().id(), 9)).isEmpty();
  }

  @Test
  void countsBySeverity() {
    write();
    AggregateAnswer answer =
        store
            .logs()
            .aggregateLogs(
                AggregateQuery.of(
                    Times.HOUR,
                    Filter.ALL,
                    List.of(GroupBy.terms(SEVERITY)),
                    List.of(new Metric.Count("count"))));
    assertThat(answer.groups())
        .extracting(group -> group.key().getFirst().text() + "=" + group.count("count"))
        .containsExactly("9=1", "13=1", "17=1", "=1");
  }

  @Test
  void findsWhatTheSelectedRecordsShare() {
    write();
    Filter failed = new Filter.NumberRange(SEVERITY, 13.0, null);
    CompareAnswer answer =
        store
            .logs()
            .compareLogs(
                new CompareQuery(
                    QueryScope.ALL,
                    Times.HOUR,
                    failed,
                    Filter.not(failed),
                    List.of(Field.named("service")),
                    9,
                    QueryLimits.DEFAULT));
    assertThat(answer.differences())
        .containsExactly(
            new Difference(Field.named("service"), AttributeValue.of("payments"), 1, 0),
            new Difference(Field.named("service"), AttributeValue.of("shop"), 1, 2));
  }

  @Test
  void listsFieldsAndValues() {
    store
        .logWriter()
        .writeLogs(
            List.of(
                Logs.number(1).with("cart", "a").build(),
                Logs.number(2).with("cart", "a").build(),
                Logs.number(3).with("cart", "b").with("coupon", "x").build()));
    assertThat(store.logs().logFields(QueryScope.ALL, Times.HOUR, "c", 9).names())
        .containsExactly(new Counted("cart", 3), new Counted("coupon", 1));
    Field cart = Field.attribute("cart");
    assertThat(store.logs().logValues(QueryScope.ALL, Times.seconds(2, 9), cart, "", 9).names())
        .containsExactly(new Counted("a", 1), new Counted("b", 1));
  }

  private List<Long> found(Filter filter) {
    SearchQuery query = SearchQuery.newest(Times.HOUR, filter, 100).sorted(Sort.OLDEST_FIRST);
    return seconds(store.logs().searchLogs(query));
  }

  private static List<Long> seconds(Page<LogRecord> page) {
    return page.items().stream().map(LogReadContract::second).toList();
  }

  private static long second(LogRecord log) {
    return (log.timeUnixNano() - Times.START_NANOS) / Times.SECOND;
  }
}
