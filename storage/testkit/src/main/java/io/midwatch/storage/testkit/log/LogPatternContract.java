package io.midwatch.storage.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.LogRecord;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.LogPattern;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that differ only in numbers, ids and quoted texts are one pattern. */
public abstract class LogPatternContract extends StoreContract {
  @Test
  void countsPatternsWithTheirFirstExample() {
    LogRecord first = Logs.number(2).saying("order 4711 paid in 12.5 ms").build();
    store
        .logWriter()
        .writeLogs(
            List.of(
                Logs.number(9).saying("order 4712 paid in 7 ms").build(),
                first,
                Logs.number(3).saying("started").build(),
                Logs.number(4).body(AttributeValue.EMPTY).build()));
    assertThat(patterns(Filter.ALL, 9))
        .containsExactly(
            new LogPattern("order <*> paid in <*> ms", 2, Times.second(2), first),
            new LogPattern(
                "started", 1, Times.second(3), Logs.number(3).saying("started").build()));
  }

  @Test
  void looksOnlyAtTheRangeTheScopeAndTheFilter() {
    store
        .logWriter()
        .writeLogs(
            List.of(
                Logs.number(1).saying("a").build(),
                Logs.number(2).saying("b").severity(17, "").build(),
                Logs.number(3).saying("c").severity(17, "").of("payments").build(),
                Logs.number(4_000).saying("d").severity(17, "").build()));
    Filter errors = new Filter.NumberRange(Field.named("severity"), 17.0, null);
    assertThat(patterns(errors, 9)).extracting(LogPattern::template).containsExactly("b", "c");
    assertThat(patterns(errors, 1)).extracting(LogPattern::template).containsExactly("b");
    QueryScope shop = new QueryScope(Filter.eq(Field.named("service"), "shop"));
    assertThat(store.logs().logPatterns(shop, Times.HOUR, errors, 9).patterns())
        .extracting(LogPattern::template)
        .containsExactly("b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user 0b5e4c1a-77aa-4e1f-9f3e-1c2d3e4f5a6b left | user <*> left",
        "key deadbeefdeadbeefcafe expired | key <*> expired",
        "user \"Ann Lee\" said 'hi' | user <*> said <*>",
        "can't open the customer's cart | can't open the customer's cart",
        "at 10:31:07 took 1.5s | at <*> took <*>",
        "GET /orders/17/items done | GET /orders/<*>/items done",
        "ratio: 3/4. | ratio: <*>/<*>.",
        "nothing varies here | nothing varies here"
      })
  void findsWhatVaries(String body, String template) {
    store.logWriter().writeLogs(List.of(Logs.number(1).saying(body).build()));
    assertThat(patterns(Filter.ALL, 9)).extracting(LogPattern::template).containsExactly(template);
  }

  @Test
  void looksAtTheFirstLineOnly() {
    store
        .logWriter()
        .writeLogs(
            List.of(
                Logs.number(1).saying("boom\n\tat a.B(B.java:1)").build(),
                Logs.number(2).saying("boom\n\tat c.D(D.java:2)").build()));
    assertThat(patterns(Filter.ALL, 9)).extracting(LogPattern::count).containsExactly(2L);
  }

  private List<LogPattern> patterns(Filter filter, int limit) {
    return store.logs().logPatterns(QueryScope.ALL, Times.HOUR, filter, limit).patterns();
  }
}
