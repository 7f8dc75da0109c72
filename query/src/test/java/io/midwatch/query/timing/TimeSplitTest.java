package io.midwatch.query.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.query.timing.Callee.Kind;
import io.midwatch.query.timing.TimeSplit.Part;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimeSplitTest {
  private static final CalleeReader CALLEES =
      new CalleeReader(
          new CanonicalReader(IdentityKeys.DEFAULT), Set.of("mails"), Set.of("bank.example"));
  private static final Span REQUEST = at(1, 0, 100).build();

  @Test
  void everyMomentCountsOnceForTheCallThatBeganFirst() {
    Span select =
        call(2, 10, 20).with("db.system.name", "postgresql").with("db.namespace", "orders").build();
    Span pay = call(3, 25, 85).with("server.address", "payments").build();
    Span paid = at(4, 30, 80).childOf(3).of("payments").build();
    Span below = call(5, 40, 50).childOf(4).of("payments").build();
    Span send =
        call(6, 80, 96)
            .kind(SpanKind.PRODUCER)
            .with("messaging.destination.name", "webhooks.out")
            .build();

    TimeSplit split = split(select, pay, paid, below, send);

    assertThat(split.parts())
        .containsExactly(
            part(Kind.SERVICE, "", "payments", 60),
            part(Kind.QUEUE, "", "webhooks.out", 11),
            part(Kind.DATABASE, "postgresql", "orders", 10));
    assertThat(split.restNanos()).isEqualTo(19 * Times.MILLI);
  }

  @Test
  void callsBelowItsOwnSpansAreItsCallsAndEndWithIt() {
    Span work = at(2, 5, 60).kind(SpanKind.INTERNAL).childOf(1).build();
    Span charge = call(3, 10, 30).childOf(2).with("server.address", "Bank.example").build();
    Span afterwards = call(4, 90, 190).with("server.address", "mail").build();

    TimeSplit split = split(work, charge, afterwards);

    assertThat(split.parts())
        .containsExactly(
            part(Kind.THIRD_PARTY, "", "bank.example", 20), part(Kind.OTHER, "", "mail", 10));
  }

  @Test
  void callThatWasGivenUpIsOneOfTheServiceItNames() {
    Span call = call(2, 10, 30).with("server.address", "mails").build();

    assertThat(split(call).parts()).containsExactly(part(Kind.SERVICE, "", "mails", 20));
  }

  @Test
  void spansThatNameEachOtherAsParentEndTheWalk() {
    Span one = at(2, 5, 60).kind(SpanKind.INTERNAL).childOf(1).build();
    Span same = at(1, 5, 60).kind(SpanKind.INTERNAL).childOf(2).build();

    assertThat(split(one, same).restNanos()).isEqualTo(100 * Times.MILLI);
  }

  private static TimeSplit split(Span... others) {
    return TimeSplit.of(List.of(REQUEST), List.of(others), CALLEES);
  }

  private static Part part(Kind kind, String system, String name, long millis) {
    return new Part(new Callee(kind, system, name), 1, millis * Times.MILLI);
  }

  private static Spans call(long id, long fromMillis, long toMillis) {
    return at(id, fromMillis, toMillis).kind(SpanKind.CLIENT).childOf(1);
  }

  private static Spans at(long id, long fromMillis, long toMillis) {
    return Spans.number(id)
        .trace(1)
        .startingAt(Times.second(0) + fromMillis * Times.MILLI)
        .lasting((toMillis - fromMillis) * Times.MILLI);
  }
}
